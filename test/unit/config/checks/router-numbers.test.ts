/** When two instances with one number hear each other. */

import t from "tap";
import { findings, instance } from "../../../support/findings.ts";

const numbered = (lines = "") => instance(` virtual_router_id 7\n${lines}`);
const peers = (...list: readonly string[]) => ` unicast_peer {\n${list.map((one) => `  ${one}\n`).join("")} }\n`;
const clash = ["error LK0018 7"];

t.test("on one link, of one family, to one group or a common peer", async (t) => {
  t.strictSame(findings(numbered() + numbered()), clash);
  t.strictSame(findings(numbered() + numbered(" interface eth1\n")), []);
  t.strictSame(findings(numbered() + numbered(" virtual_ipaddress {\n  2001:db8::1\n }\n")), []);
  t.strictSame(findings(numbered() + numbered(" mcast_dst_ip 224.0.0.99\n")), []);
  t.strictSame(findings(numbered() + numbered(peers("192.0.2.8"))), []);
  t.strictSame(findings(numbered(peers("192.0.2.9")) + numbered(peers("192.0.2.8"))), []);
  t.strictSame(findings(numbered(peers("192.0.2.9")) + numbered(peers("192.0.2.8", "192.0.2.9"))), clash);
});

t.test("an instance whose name is taken is not used, and so clashes with none", async (t) => {
  const twice = (name: string) => instance(" virtual_router_id 7\n virtual_ipaddress {\n  192.0.2.1\n }", name);
  t.strictSame(findings(twice("A") + twice("A")), ["error LK0017 vrrp_instance A"]);
  t.strictSame(findings(twice("A") + twice("B")), ["error LK0018 7", "warning LK0068 192.0.2.1"]);
});
