/** Lines of routing rules: what each form means, what is written back, and which word is blamed. */

import t from "tap";
import { ruleLine } from "../../../lib/config/rule-line.ts";
import { loadText } from "../../support/configuration.ts";

/** @returns the value, then code and blamed text of each fault. */
function read(line: string): unknown[] {
  const { values, diagnostics } = loadText(`static_rules {\n${line}\n}`);
  const faults = diagnostics.filter(({ code }) => code !== "LK0003" && code !== "LK0054");
  return [
    values.last("static_rules")?.block[0]?.value,
    ...faults.map(({ code, span }) => `${code} ${span.source.text.slice(span.start, span.end)}`),
  ];
}

const from = { address: "192.0.2.0", prefixLength: 24 };
const table = (number: number) => ({ do: "table", table: number });

t.test("selectors and options", async (t) => {
  t.strictSame(read("not from 192.0.2.0/24 lookup 5 order 0x10 iif eth0"), [
    { not: true, from, preference: 16, iif: "eth0", action: table(5) },
  ]);
  t.strictSame(read("from all table 5 preference 9"), [{ preference: 9, action: table(5) }]);
  t.strictSame(read("table 5 preference 9 fwmark 7/0xff sport 1-9 uidrange 0-0 ipproto tcp tunnel-id 1"), [
    {
      preference: 9,
      fwmark: { mark: 7, mask: 255 },
      sport: { first: 1, last: 9 },
      uidrange: { first: 0, last: 0 },
      ipproto: "tcp",
      "tunnel-id": "1",
      action: table(5),
    },
  ]);
  t.strictSame(read("table 5 preference 9 sport 9-1"), [undefined, "LK0012 9-1"]);
  t.strictSame(read("table 5 preference 9 sport 1-65535"), [undefined, "LK0013 1-65535"], "which the kernel refuses");
  t.strictSame(read("192.0.2.0/24 table 5 preference 9"), [undefined, "LK0012 192.0.2.0/24"]);
  t.strictSame(read("table 5 preference 010"), [undefined, "LK0012 010"]);
});

t.test("actions", async (t) => {
  t.strictSame(read("from 192.0.2.0/24 goto 20 preference 9"), [
    { from, preference: 9, action: { do: "goto", preference: 20 } },
  ]);
  t.strictSame(read("prohibit from 192.0.2.0/24 preference 9"), [{ from, preference: 9, action: { do: "prohibit" } }]);
  t.strictSame(read("type nop preference 9"), [{ preference: 9, action: { do: "nop" } }]);
  t.strictSame(read("type preference 9"), [undefined, "LK0012 type"]);
  t.strictSame(read("preference 9"), [undefined, "LK0011 preference 9"]);
  t.strictSame(read("goto preference 9"), [undefined, "LK0012 preference", "LK0012 9"]);
  t.strictSame(read("preference 9 goto"), [undefined, "LK0011 goto"]);
  t.strictSame(read("goto 9 preference 9"), [undefined, "LK0035 9"]);
  t.strictSame(read("goto 9"), [undefined, "LK0035 goto"]);
  t.strictSame(read("nop preference 9 l3mdev"), [undefined, "LK0035 l3mdev"]);
  t.strictSame(read("nop preference 9 table 5"), [undefined, "LK0035 5"]);
  t.strictSame(read("nop preference 9 realms 1"), [undefined, "LK0035 1"]);
});

t.test("family, place and watching", async (t) => {
  t.strictSame(read("from 192.0.2.0/24 to ::/0 table 5 preference 9"), [undefined, "LK0035 ::/0"]);
  t.strictSame(read("from ::/0 realms 1 table 5 preference 9"), [undefined, "LK0035 1"]);
  t.strictSame(read("inet6 table 5 preference 9"), [
    { from: { address: "::", prefixLength: 0 }, preference: 9, action: table(5) },
    "LK0075 inet6",
  ]);
  t.strictSame(read("from default6 table 5 preference 9"), [
    { from: { address: "::", prefixLength: 0 }, preference: 9, action: table(5) },
    "LK0015 default6",
  ]);
  t.strictSame(read("from 192.0.2.0/24 table 5"), [{ from, action: table(5) }, "LK0076 from"]);
  t.strictSame(read("table 5 preference 9 protocol 4").slice(1), ["LK0062 4"]);
  t.strictSame(read("table 5 preference 9 protocol 4 no_track").slice(1), []);
  t.strictSame(read("table 5 preference 9 track_group G").slice(1), ["LK0062 G"]);
});

t.test("written back", async (t) => {
  for (const line of [
    "not from 192.0.2.0/24 preference 16 table 5 iif eth0",
    "from ::/0 preference 9 table main",
    "from 192.0.2.0/24 preference 9 goto 20",
    "preference 9 fwmark 7/0xff dport 1-2 blackhole",
  ]) {
    const [value] = read(line);
    t.equal(ruleLine.write(value as never).join(" "), line);
  }
});
