/** Words of an instance that another word makes void, and the same words where nothing does. */

import t from "tap";
import { findings, instance } from "../../../support/findings.ts";

const peers = " unicast_peer {\n  192.0.2.9\n }\n";
const authentication = " authentication {\n  auth_type PASS\n  auth_pass secret\n }\n";

t.test("preempt_delay", async (t) => {
  t.strictSame(findings(instance(" preempt_delay 5")), []);
  t.strictSame(findings(instance(" preempt_delay 5\n state BACKUP")), []);
  t.strictSame(findings(instance(" preempt_delay 0\n state MASTER\n priority 150")), []);
  t.strictSame(findings(instance(" preempt_delay 5\n state MASTER\n priority 150")), ["warning LK0063 preempt_delay"]);
  t.strictSame(findings(instance(" preempt_delay 5\n nopreempt")), ["warning LK0063 preempt_delay"]);
});

t.test("with AH nobody begins as MASTER but the owner", async (t) => {
  const header = authentication.replace("PASS", "AH");
  const master = ` state MASTER\n priority 150\n${header}`;
  t.strictSame(findings(instance(master)), ["warning LK0063 MASTER"]);
  t.strictSame(findings(instance(master.replace("150", "255"))), []);
  t.strictSame(findings(instance(master.replace("MASTER", "BACKUP"))), []);
  t.strictSame(findings(instance(` state MASTER\n priority 150\n${authentication}`)), []);
  t.strictSame(findings(instance(` version 3\n${master}`)), ["warning LK0063 authentication"]);
  t.strictSame(findings(instance(master.replace("auth_pass secret", ""))), ["warning LK0022 auth_type"]);
});

t.test("the rest", async (t) => {
  t.strictSame(findings(instance(authentication)), []);
  t.strictSame(findings(instance(` version 3\n${authentication}`)), ["warning LK0063 authentication"]);
  t.strictSame(findings(instance(` mcast_dst_ip 224.0.0.99\n${peers}`)), ["warning LK0063 mcast_dst_ip"]);
  t.strictSame(findings(instance(" mcast_dst_ip 224.0.0.99")), []);
  t.strictSame(findings(instance(` vrf red\n${peers}`)), ["warning LK0063 vrf"]);
  t.strictSame(findings(instance(" owner_ignore_adverts")), ["warning LK0063 owner_ignore_adverts"]);
  t.strictSame(findings(instance(" owner_ignore_adverts\n priority 255")), []);
  t.strictSame(findings(instance(" accept\n no_accept")), ["warning LK0063 no_accept"]);
});
