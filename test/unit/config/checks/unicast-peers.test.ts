/** Peers that are no other host, and sources that are virtual. */

import t from "tap";
import { findings, instance } from "../../../support/findings.ts";

const peers = (lines: string, more = "") => findings(instance(`${more} unicast_peer {\n${lines}\n }`));

t.test("peers", async (t) => {
  t.strictSame(peers("198.51.100.1\n198.51.100.2"), []);
  t.strictSame(peers("198.51.100.1\n198.51.100.2\n198.51.100.1"), ["warning LK0017 198.51.100.1"]);
  t.strictSame(peers("198.51.100.1\n198.51.100.2", " unicast_src_ip 198.51.100.2\n"), ["warning LK0079 198.51.100.2"]);
  t.strictSame(peers("192.0.2.250", " virtual_ipaddress {\n192.0.2.250\n}\n"), ["error LK0079 192.0.2.250"]);
  for (const none of ["127.0.0.1", "0.0.0.0", "224.0.0.18", "255.255.255.255"])
    t.strictSame(peers(none), [`error LK0079 ${none}`]);
  const six = " virtual_ipaddress {\n2001:db8::9\n}\n";
  for (const none of ["::", "::1", "ff02::12"]) t.strictSame(peers(none, six), [`error LK0079 ${none}`]);
});

t.test("sources", async (t) => {
  const own = " virtual_ipaddress {\n192.0.2.251\n}\n";
  t.strictSame(findings(instance(`${own} mcast_src_ip 192.0.2.251`)), ["error LK0035 192.0.2.251"]);
  t.strictSame(findings(instance(`${own} mcast_src_ip 192.0.2.252`)), []);
});
