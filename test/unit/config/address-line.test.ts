/** Lines of addresses: prefix and options, and which word is blamed. */

import t from "tap";
import { loadText } from "../../support/configuration.ts";

function read(line: string): unknown[] {
  const { values, diagnostics } = loadText(`static_ipaddress {\n${line}\n}`);
  const faults = diagnostics.filter(({ code }) => code !== "LK0003");
  return [
    values.last("static_ipaddress")?.block[0]?.value,
    ...faults.map(({ code, span }) => `${code} ${span.source.text.slice(span.start, span.end)}`),
  ];
}

t.test("the prefix", async (t) => {
  t.strictSame(read("192.0.2.1"), [{ prefix: { address: "192.0.2.1" } }]);
  t.strictSame(read("2001:DB8::1/128"), [{ prefix: { address: "2001:db8::1", length: 128 } }]);
  t.strictSame(read("192.0.2.1/33"), [undefined, "LK0013 192.0.2.1/33"]);
  t.strictSame(read("192.0.2.1/"), [undefined, "LK0012 192.0.2.1/"]);
  t.strictSame(read("192.0.2.1/24/24"), [undefined, "LK0012 192.0.2.1/24/24"]);
});

t.test("options", async (t) => {
  const prefix = { address: "192.0.2.1" };
  t.strictSame(read("192.0.2.1/32 peer 192.0.2.2"), [undefined, "LK0012 192.0.2.1/32"]);
  t.strictSame(read("192.0.2.1 brd + peer 192.0.2.2/32"), [
    { prefix, brd: "+", peer: { address: "192.0.2.2", length: 32 } },
    "LK0063 brd",
    "LK0035 192.0.2.2/32",
  ]);
  t.strictSame(read("192.0.2.1 peer 192.0.2.2"), [{ prefix, peer: { address: "192.0.2.2" } }]);
  t.strictSame(read("192.0.2.1 peer 2001:db8::2 dev eth0"), [undefined, "LK0035 2001:db8::2"]);
  t.strictSame(read("2001:db8::1 peer 192.0.2.2/32"), [undefined, "LK0035 192.0.2.2/32"]);
  t.strictSame(read("192.0.2.1 preferred_lft forever no_track"), [
    { prefix, preferred_lft: "forever", no_track: true },
  ]);
  t.strictSame(read("192.0.2.1 dev"), [undefined, "LK0011 dev"]);
  t.strictSame(read("192.0.2.1 scope mars label"), [undefined, "LK0012 mars", "LK0011 label"], "all faults of a line");
  t.strictSame(read("192.0.2.1 192.0.2.2 dev"), [undefined, "LK0012 192.0.2.2"], "not what follows an unknown word");
});
