/** Interfaces of every block that names one. */

import t from "tap";
import { FakeLocalHost } from "../../../support/fake-local-host.ts";
import { findingsOn, instance } from "../../../support/findings.ts";

const host = new FakeLocalHost().link("eth0", "192.0.2.250/24");
const told = (text: string) => findingsOn(host, text);

t.test("each place", async (t) => {
  t.strictSame(await told(instance("")), []);
  t.strictSame(await told(instance(" interface eth1")), ["error LK0036 eth1"]);
  t.strictSame(await told(instance(" virtual_ipaddress {\n  192.0.2.1 dev eth2\n }")), ["error LK0036 eth2"]);
  t.strictSame(await told(instance(" virtual_ipaddress_excluded {\n  192.0.2.9 label eth0:1 dev eth2\n }")), [
    "error LK0036 eth2",
  ]);
  t.strictSame(await told(instance(" track_interface {\n  eth3 weight 5\n }")), ["error LK0036 eth3"]);
  const group = "vrrp_sync_group G {\n group {\n  A\n }\n track_interface {\n  eth4\n }\n}\n";
  t.strictSame(await told(group + instance("", "A")), ["error LK0036 eth4"]);
  t.strictSame(await told("global_defs {\n lvs_sync_daemon eth5\n}\n"), ["error LK0036 eth5"]);
  t.strictSame(await told("static_ipaddress {\n 192.0.2.9 dev eth6\n}\n"), ["error LK0036 eth6"]);
  t.strictSame(await told("static_routes {\n default nexthop dev eth7 nexthop via 192.0.2.1 dev eth0\n}\n"), [
    "error LK0036 eth7",
  ]);
  t.strictSame(await told(instance(" virtual_rules {\n  iif eth8 table 5 preference 5\n }")), ["error LK0036 eth8"]);
});

t.test("interfaces that may come later", async (t) => {
  t.strictSame(await told(`global_defs {\n dynamic_interfaces\n}\n${instance(" interface eth1")}`), []);
});
