/** Virtual addresses and the networks of the interfaces. */

import t from "tap";
import { FakeLocalHost } from "../../../support/fake-local-host.ts";
import { findingsOn, instance, server } from "../../../support/findings.ts";

const host = new FakeLocalHost()
  .link("eth0", "192.0.2.250/25", "2001:db8::9/64", "192.0.2.200/32")
  .link("eth1", "10.0.0.1/8");
const told = (text: string) => findingsOn(host, text);
const holding = (line: string) => instance(` virtual_ipaddress {\n  ${line}\n }`);

t.test("in a network of the interface, or with one of its own", async (t) => {
  t.strictSame(await told(holding("192.0.2.129")), []);
  t.strictSame(await told(holding("192.0.2.127")), ["warning LK0073 192.0.2.127"]);
  t.strictSame(await told(holding("192.0.2.127/32")), ["warning LK0073 192.0.2.127/32"]);
  t.strictSame(await told(holding("192.0.2.127/24")), []);
  t.strictSame(await told(holding("192.0.2.127 dev eth1")), ["warning LK0073 192.0.2.127"]);
  t.strictSame(await told(holding("10.9.9.9 dev eth1")), []);
  t.strictSame(await told(holding("192.0.2.127 dev lo")), []);
  t.strictSame(await told(holding("2001:db8::1\n  2001:db8:1::1\n  fe80::1")), ["warning LK0073 2001:db8:1::1"]);
});

t.test("an interface without a network says nothing", async (t) => {
  const routed = new FakeLocalHost().link("eth0", "10.0.0.1/32", "2001:db8::9/64");
  t.strictSame(await findingsOn(routed, holding("192.0.2.129")), []);
});

t.test("held already", async (t) => {
  t.strictSame(await told(holding("192.0.2.200")), [], "as MASTER");
  t.strictSame(await told(holding("10.0.0.1")), ["warning LK0073 10.0.0.1"], "but on eth1");
});

t.test("services whose address nobody here has", async (t) => {
  t.strictSame(await told(server("", "192.0.2.250 80")), []);
  t.strictSame(await told(holding("192.0.2.129") + server("", "192.0.2.129 80")), []);
  t.strictSame(await told(server("", "192.0.2.130 80")), ["note LK0073 virtual_server 192.0.2.130 80"]);
  t.strictSame(await told(server("", "fwmark 1")), []);
});
