/** use_vmac, use_ipvlan, and the interface that they need. */

import t from "tap";
import { findings, instance } from "../../../support/findings.ts";

t.test("one of them, on an interface", async (t) => {
  t.strictSame(findings(instance(" use_vmac")), []);
  t.strictSame(findings(instance(" use_ipvlan 192.0.2.200")), []);
  t.strictSame(findings(instance(" use_vmac\n use_ipvlan")), ["warning LK0035 use_ipvlan"]);
  t.match(findings("vrrp_instance A {\n virtual_router_id 1\n use_vmac\n}\n"), [
    /LK0016/,
    /LK0030/,
    "error LK0035 use_vmac",
  ]);
});

t.test("an ipvlan needs an address of the instance's family", async (t) => {
  t.strictSame(findings(instance(" use_ipvlan bridge")), ["error LK0016 use_ipvlan"]);
  t.strictSame(findings(instance(" use_ipvlan\n virtual_ipaddress {\n  2001:db8::9\n }")), []);
  t.strictSame(findings(instance(" use_ipvlan 2001:db8::1")), ["error LK0060 2001:db8::1"]);
});

t.test("names are each instance's own, whatever makes the interface", async (t) => {
  const other = instance(" use_ipvlan vrrp.1 192.0.2.200");
  t.strictSame(findings(instance(" use_vmac vrrp.1") + other), ["error LK0017 vrrp.1"]);
  t.strictSame(findings(instance(" use_vmac vrrp.2") + other), []);
});

t.test("unicast", async (t) => {
  const peers = " unicast_peer {\n  192.0.2.240\n }";
  t.strictSame(findings(instance(` use_vmac\n${peers}`)), ["note LK0062 use_vmac"]);
  t.strictSame(findings(instance(` use_vmac\n vmac_xmit_base\n${peers}`)), []);
});
