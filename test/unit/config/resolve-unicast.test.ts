/** Peers of an instance, with the bounds of their TTL. */

import t from "tap";
import { loadText } from "../../support/configuration.ts";
import { instance } from "../../support/findings.ts";

const unicast = (lines: string, global = "") =>
  loadText(`global_defs {\n${global}\n}\n${instance(lines)}`).settings.instances[0]?.unicast;

const peer = { address: "192.0.2.240", minTtl: 0, maxTtl: 255 };

t.test("peers", async (t) => {
  t.equal(unicast(""), undefined);
  t.equal(unicast(" unicast_src_ip 192.0.2.239"), undefined, "without peers it is multicast");
  t.strictSame(unicast(" unicast_peer {\n  192.0.2.240\n }"), { ttl: 255, peers: [peer], checkSource: false });
  t.strictSame(
    unicast(
      " unicast_src_ip 192.0.2.239\n unicast_ttl 9\n unicast_peer {\n  192.0.2.240 min_ttl 254\n  192.0.2.300\n }",
    ),
    { source: "192.0.2.239", ttl: 9, peers: [{ ...peer, minTtl: 254 }], checkSource: true },
    "who bounds the TTL looks at the sender too",
  );
  t.strictSame(unicast(" unicast_fault_no_peer"), { ttl: 255, peers: [], checkSource: false });
  t.equal(unicast(" unicast_peer {\n  192.0.2.240\n }", "vrrp_check_unicast_src")?.checkSource, true);
  t.equal(unicast(" check_unicast_src\n unicast_peer {\n  192.0.2.240\n }")?.checkSource, true);
});
