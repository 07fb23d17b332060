/** One family for the addresses, the source and the peers of an instance. */

import t from "tap";
import { findings, instance } from "../../../support/findings.ts";

const addresses = (...lines: readonly string[]) =>
  ` virtual_ipaddress {\n${lines.map((one) => `  ${one}\n`).join("")} }\n`;

t.test("the first address decides", async (t) => {
  t.strictSame(findings(instance(addresses("192.0.2.1", "192.0.2.2"))), []);
  t.strictSame(findings(instance(addresses("fe80::1", "2001:db8::1"))), []);
  t.strictSame(findings(instance(addresses("192.0.2.1", "2001:db8::1/64"))), ["error LK0060 2001:db8::1/64"]);
  t.strictSame(findings(instance(addresses("2001:db8::1/64", "192.0.2.1"))), ["error LK0060 192.0.2.1"]);
});

t.test("sources and peers", async (t) => {
  const peers = (address: string) => ` unicast_peer {\n  ${address}\n }\n`;
  t.strictSame(findings(instance(addresses("192.0.2.1") + peers("192.0.2.9"))), []);
  t.strictSame(findings(instance(addresses("192.0.2.1") + peers("fe80::9"))), ["error LK0060 fe80::9"]);
  t.strictSame(findings(instance(`${addresses("192.0.2.1")} unicast_src_ip fe80::9\n${peers("192.0.2.9")}`)), [
    "error LK0060 fe80::9",
  ]);
  t.strictSame(findings(instance(`${addresses("192.0.2.1")} mcast_src_ip 192.0.2.9\n`)), []);
  const without = " virtual_ipaddress {\n }\n unicast_src_ip fe80::9\n unicast_peer {\n  fe80::8\n }\n";
  t.strictSame(findings(instance(without)), ["warning LK0030 virtual_ipaddress"], "without addresses nothing is wrong");
});

t.test("an IPv4 address with a mistake is one all the same", async (t) => {
  const list =
    " authentication {\n  auth_type PASS\n  auth_pass secret\n }\n virtual_ipaddress {\n  192.0.2.300\n  2001:db8::1\n }";
  t.strictSame(findings(instance(list)), ["error LK0012 192.0.2.300", "error LK0060 2001:db8::1"]);
});
