/** What is written, typed: values, places and inner blocks of any keyword, told or not, used or not. */

import t from "tap";
import { headSpan } from "../../../lib/config/syntax.ts";
import type { Span } from "../../../lib/diag/source.ts";
import { loadText } from "../../support/configuration.ts";

const textOf = (span: Span | undefined) => span?.source.text.slice(span.start, span.end);

t.test("keywords of blocks in blocks", async (t) => {
  const { values } = loadText(
    `
    vrrp_script chk { script "/bin/true x" root; weight -20 reverse }
    vrrp_instance A {
      priority 150
      notify_master "/bin/up a" root wheel
      track_script { chk weight -30
        other }
      virtual_ipaddress_excluded { 2001:db8::1/64 dev eth1 preferred_lft 0 -nodad }
    }`.replace("root;", "root\n"),
  );
  const [script] = values.all("vrrp_script");
  t.equal(script?.value, "chk");
  t.strictSame(script?.block.get("script"), { command: "/bin/true x" });
  t.strictSame(script?.block.get("weight"), { weight: -20, reverse: true });
  const instance = values.last("vrrp_instance");
  t.equal(instance?.block.get("priority"), 150);
  t.equal(textOf(instance?.block.place("priority")), "150");
  t.strictSame(instance?.block.get("notify_master"), { command: "/bin/up a", user: "root", group: "wheel" });
  const tracked = instance?.block.last("track_script")?.block ?? [];
  t.strictSame(
    tracked.map(({ value, statement }) => [value, textOf(headSpan(statement))]),
    [
      [{ name: "chk", weight: -30 }, "chk weight -30"],
      [{ name: "other" }, "other"],
    ],
  );
  t.strictSame(instance?.block.last("virtual_ipaddress_excluded")?.block[0]?.value, {
    prefix: { address: "2001:db8::1", length: 64 },
    dev: "eth1",
    preferred_lft: 0,
    "-nodad": true,
  });
});

t.test("what counts of several uses", async (t) => {
  const { values } = loadText("vrrp_instance A {\n priority 1\n priority 2\n priority x\n }");
  const block = values.last("vrrp_instance")?.block;
  t.strictSame(
    block?.all("priority").map(({ value }) => value),
    [1, 2, undefined],
  );
  t.equal(block?.get("priority"), 2, "the last that is usable");
  t.equal(textOf(block?.place("priority")), "x", "the last");
  t.ok(block?.has("priority"));
  t.notOk(block?.has("nopreempt"));
  t.equal(block?.place("nopreempt"), undefined);
});

t.test("another spelling stands under the proper name", async (t) => {
  const { values } = loadText("virtual_server 192.0.2.1 80 {\n lvs_sched rr\n }");
  const block = values.last("virtual_server")?.block;
  t.equal(block?.get("lb_algo"), "rr");
  t.strictSame(
    block?.uses.map(({ keyword, statement }) => [keyword, statement.keyword.text]),
    [["lb_algo", "lvs_sched"]],
  );
});

t.test("all global_defs count as one", async (t) => {
  const { values, diagnostics } = loadText(
    "global_defs {\n router_id a\n}\nglobal_defs {\n router_id b\n vrrp_strict\n}",
  );
  t.equal(values.all("global_defs").length, 1);
  t.equal(values.last("global_defs")?.block.get("router_id"), "b");
  t.ok(values.last("global_defs")?.block.has("vrrp_strict"));
  t.ok(diagnostics.some(({ code, span }) => code === "LK0028" && textOf(span) === "router_id b"));
});

t.test("a block that is missing is empty", async (t) => {
  const { values } = loadText("vrrp_instance A");
  t.equal(values.last("vrrp_instance")?.block.get("priority"), undefined);
});

t.test("a large block answers as a small one does", async (t) => {
  for (const count of [3, 300]) {
    const servers = Array.from(
      { length: count },
      (_, i) => `real_server 10.0.${i >> 8}.${i & 255} 80 { weight ${i} }\n`,
    );
    const { values } = loadText(
      `virtual_server 10.1.0.1 80 {\nlb_algo rr\nlb_algo x\n${servers.join("")}protocol TCP\nlb_algo wlc\n}`,
    );
    const block = values.last("virtual_server")?.block;
    t.strictSame(
      block?.all("real_server").map((real) => real.block.get("weight")),
      servers.map((_, i) => i),
    );
    t.equal(block?.last("real_server")?.block.get("weight"), count - 1);
    t.equal(block?.get("lb_algo"), "wlc");
    t.strictSame(
      block?.all("lb_algo").map(({ value }) => value),
      ["rr", undefined, "wlc"],
    );
    t.equal(textOf(block?.place("protocol")), "TCP");
    t.notOk(block?.has("lb_kind"));
  }
});
