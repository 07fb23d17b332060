/** The tree as text: `keyword arguments { ... }`, `?{}` for a block that nobody reads. Wording is in the golden files. */

import t from "tap";
import { parseLines } from "../../../lib/config/parser.ts";
import { Report } from "../../../lib/config/report.ts";
import type { Block } from "../../../lib/config/syntax.ts";
import { makeSource } from "../../../lib/diag/source.ts";
import { lexSource } from "../../support/configuration.ts";

function parse(text: string): { tree: string; codes: readonly string[] } {
  const source = makeSource("t.conf", text);
  const report = new Report();
  const tree = parseLines(source, lexSource(source), report);
  return { tree: show(tree), codes: report.sorted([source]).map((d) => d.code) };
}

function show(block: Block): string {
  return block.statements
    .map(({ keyword, args, block: inner }) => {
      const head = [keyword, ...args].map((word) => word.text).join(" ");
      if (inner === undefined) return head;
      return inner.name === undefined ? `${head} ?{}` : `${head} {${show(inner)}}`;
    })
    .join("; ");
}

t.test("braces anywhere give the same tree", async (t) => {
  const tree = "vrrp_instance A {interface eth0; virtual_ipaddress {10.0.0.1; 10.0.0.2 dev x}; priority 1}; b";
  for (const text of [
    "vrrp_instance A {\ninterface eth0\nvirtual_ipaddress {\n10.0.0.1\n10.0.0.2 dev x\n}\npriority 1\n}\nb",
    "vrrp_instance A\n{\ninterface eth0\nvirtual_ipaddress\n\n{\n10.0.0.1\n10.0.0.2 dev x }\npriority 1 }\nb",
    "vrrp_instance A{interface eth0\nvirtual_ipaddress{10.0.0.1\n10.0.0.2 dev x}priority 1}b",
  ])
    t.strictSame(parse(text), { tree, codes: [] }, text);
});

t.test("one brace too few or too many costs one diagnostic, and the rest keeps its place", async (t) => {
  const whole =
    "virtual_server 1 {real_server 2 {TCP_CHECK {retry 1}}; real_server 3 {weight 1}}; global_defs {router_id x}";
  const lines = (text: string) => text.split(" / ").join("\n");
  const rows: readonly (readonly [string, string])[] = [
    [
      "virtual_server 1 { / real_server 2 { / TCP_CHECK { / retry 1 / } / real_server 3 { / weight 1 / } / } / global_defs { / router_id x / }",
      "LK0007",
    ],
    [
      "virtual_server 1 { / real_server 2 { / TCP_CHECK { / retry 1 / } / } / real_server 3 { / weight 1 / } / global_defs { / router_id x / }",
      "LK0007",
    ],
    [
      "virtual_server 1 { / real_server 2 { / TCP_CHECK { / retry 1 / } / } / real_server 3 { / weight 1 / } / } / global_defs { / router_id x",
      "LK0007",
    ],
    [
      "virtual_server 1 { / real_server 2 { / TCP_CHECK { / retry 1 / } / } / } / real_server 3 { / weight 1 / } / } / global_defs { / router_id x / }",
      "LK0008",
    ],
    [
      "virtual_server 1 { / real_server 2 { / TCP_CHECK { / retry 1 / } / } / real_server 3 { / weight 1 / } / } / } / global_defs { / router_id x / }",
      "LK0008",
    ],
    [
      "virtual_server 1 / real_server 2 { / TCP_CHECK { / retry 1 / } / } / real_server 3 { / weight 1 / } / } / global_defs { / router_id x / }",
      "LK0010",
    ],
    [
      "virtual_server 1 { / real_server 2 / TCP_CHECK { / retry 1 / } / } / real_server 3 { / weight 1 / } / } / global_defs { / router_id x / }",
      "LK0010",
    ],
  ];
  for (const [text, code] of rows) t.strictSame(parse(lines(text)), { tree: whole, codes: [code] }, text);
});

t.test("what followed the missing brace goes to the block around, in order", async (t) => {
  t.equal(
    parse("vrrp_instance A {\nvirtual_ipaddress {\n1\npriority 1\nstate X\n}\ninterface y").tree,
    "vrrp_instance A {virtual_ipaddress {1}; priority 1; state X; interface y}",
  );
});

t.test("nobody reads an unknown block, however deep", async (t) => {
  t.strictSame(parse("x {\npriority 1 {\n{\n}\n}\n}\nglobal_defs {\nrouter_id x\n}"), {
    tree: "x ?{}; global_defs {router_id x}",
    codes: [],
  });
});
