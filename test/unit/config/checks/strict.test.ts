/** Strict mode by vrrp_strict and by strict_mode, and what it does to each thing that is written. */

import t from "tap";
import { findings, instance } from "../../../support/findings.ts";

const silent = "warning LK0066 vrrp_strict";
const told = (lines: string) =>
  findings(`global_defs {\n vrrp_strict\n}\n${instance(lines)}`).filter((one) => one !== silent);

t.test("what keeps silent", async (t) => {
  const strict = "global_defs {\n vrrp_strict\n}\n";
  t.strictSame(findings(strict + instance("")), [silent]);
  t.strictSame(findings(strict + instance(" strict_mode off")), []);
  t.strictSame(findings(strict + instance(" priority 255")), [], "the owner answers");
  t.strictSame(findings(strict + instance(" version 3\n accept")), []);
  t.strictSame(findings(strict + instance(" version 2\n accept")), [silent, "warning LK0066 accept"]);
  t.strictSame(findings(instance(" strict_mode on")), ["warning LK0066 strict_mode"]);
  t.strictSame(findings(strict), [], "nothing to be strict with");
});

t.test("what it changes", async (t) => {
  const authentication = " authentication {\n  auth_type PASS\n  auth_pass x\n }";
  t.strictSame(told(authentication), ["warning LK0066 authentication"]);
  t.strictSame(told(` version 3\n${authentication}`), ["warning LK0066 authentication"], "told once");
  t.strictSame(told(" state MASTER\n priority 254"), ["note LK0066 MASTER"]);
  t.strictSame(told(" state MASTER\n priority 255"), []);
  t.strictSame(told(" state BACKUP\n priority 255"), ["note LK0066 BACKUP"]);
  t.strictSame(told(" state BACKUP"), []);
  t.strictSame(told(" preempt_delay 5"), ["warning LK0066 preempt_delay"]);
  t.strictSame(
    told(" preempt_delay 5\n nopreempt"),
    ["warning LK0063 preempt_delay"],
    "told as it is without strict mode",
  );
  t.strictSame(told(" down_timer_adverts 3"), []);
  t.strictSame(told(" down_timer_adverts 4"), ["warning LK0066 down_timer_adverts"]);
  t.strictSame(told(" garp_lower_prio_repeat 0"), []);
  t.strictSame(told(" garp_lower_prio_repeat 1"), ["warning LK0066 garp_lower_prio_repeat"]);
  t.strictSame(told(" garp_lower_prio_delay 0"), []);
  t.strictSame(told(" garp_lower_prio_delay 1"), ["warning LK0066 garp_lower_prio_delay"]);
  t.strictSame(told(" lower_prio_no_advert"), []);
  t.strictSame(told(" lower_prio_no_advert off"), ["warning LK0066 lower_prio_no_advert"]);
  t.strictSame(told(" higher_prio_send_advert off"), []);
  t.strictSame(told(" higher_prio_send_advert"), ["warning LK0066 higher_prio_send_advert"]);
  t.strictSame(told(" use_vmac vrrp.1"), []);
  t.strictSame(told(" use_vmac vrrp.1 02:00:00:00:00:01"), ["warning LK0066 use_vmac"]);
  t.strictSame(told(" use_vmac\n vmac_xmit_base"), ["warning LK0066 vmac_xmit_base"]);
});

t.test("what it refuses", async (t) => {
  t.strictSame(told(" unicast_peer {\n  192.0.2.9\n }"), ["error LK0066 unicast_peer"]);
  t.strictSame(told(" unicast_peer {\n }"), [], "no peers: multicast");
  t.match(told(" no_virtual_ipaddress\n virtual_ipaddress {\n }"), [/error LK0066 vrrp_instance/]);
  t.strictSame(told(" virtual_ipaddress {\n }"), ["warning LK0030 virtual_ipaddress"]);
  t.strictSame(told(" no_virtual_ipaddress"), [], "it has one all the same");
  t.strictSame(told(" virtual_ipaddress {\n  2001:db8::1\n }"), ["warning LK0066 2001:db8::1"]);
  t.strictSame(told(" virtual_ipaddress {\n  febf::1\n  2001:db8::1\n }"), []);
  t.strictSame(told(" virtual_ipaddress {\n  fec0::1\n }"), ["warning LK0066 fec0::1"]);
});
