/** What IPv6 addresses do not have, and what a peer leaves no room for. */

import t from "tap";
import { findings, instance } from "../../../support/findings.ts";

const virtual = (...lines: readonly string[]) => findings(instance(` virtual_ipaddress {\n${lines.join("\n")}\n }\n`));

t.test("IPv6 addresses", async (t) => {
  t.strictSame(virtual("fe80::1/64"), []);
  t.strictSame(virtual("fe80::1/64 brd 192.0.2.255"), ["error LK0035 brd"]);
  t.strictSame(virtual("fe80::1/64 broadcast -"), ["error LK0035 broadcast"]);
  t.strictSame(virtual("fe80::1/64 label eth0:1 scope link"), ["warning LK0063 label", "warning LK0063 scope"]);
  t.strictSame(virtual("fe80::1/64 dev label"), [], "an interface of that name");
  t.strictSame(findings(instance(" virtual_ipaddress_excluded {\n  2001:db8::1 scope site\n }\n")), [
    "warning LK0063 scope",
  ]);
  t.strictSame(findings("static_ipaddress {\n 2001:db8::1/64 brd + dev eth0\n}\n"), ["error LK0035 brd"]);
});

t.test("IPv4 addresses", async (t) => {
  t.strictSame(virtual("192.0.2.1/24 brd + label eth0:1 scope link"), []);
  t.strictSame(virtual("192.0.2.1 peer 192.0.2.2"), []);
  t.strictSame(virtual("192.0.2.1 peer 192.0.2.2 brd 192.0.2.255"), ["warning LK0063 brd"]);
});
