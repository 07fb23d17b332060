import t from "tap";
import { orphanedConnections, stickyDrained } from "../../../../lib/doctor/checks/connections.ts";
import type { ConnectionFact, Facts } from "../../../../lib/doctor/facts.ts";
import { address } from "../../../../lib/net/address.ts";
import {
  directDirector,
  heads,
  mends,
  withDestinations,
  withSettings,
  withSysctls,
} from "../../../support/doctor-facts.ts";

const connection = (server: string, port = 80, client = 40000, vip = "172.16.23.80"): ConnectionFact => ({
  protocol: "tcp",
  client: { address: address("203.0.113.9"), port: client },
  virtual: { address: address(vip), port: 80 },
  destination: { address: address(server), port },
  state: "ESTABLISHED",
});

t.test("connections to a real server that is gone", async (t) => {
  const facts = (...connections: ConnectionFact[]): Facts => ({ ...directDirector(), connections });
  const found = orphanedConnections(facts(connection("172.16.23.111"), connection("172.16.23.199")));
  t.strictSame(heads(found), ["warning orphaned-connections TCP 172.16.23.80:80"]);
  t.match(found, [{ evidence: [{ value: /^1 / }, { what: "net.ipv4.vs.expire_nodest_conn", value: "0" }] }]);
  t.strictSame(mends(found), ["sysctl -w net.ipv4.vs.expire_nodest_conn=1"]);
  t.equal(orphanedConnections(facts(connection("172.16.23.111", 8080))).length, 1, "another port is another server");
  t.strictSame(orphanedConnections(facts(connection("172.16.23.199", 80, 0))), [], "a template");
  t.strictSame(orphanedConnections(facts(connection("172.16.23.199", 80, 9, "10.0.0.1"))), [], "of no service here");
  const set = withSysctls(facts(connection("172.16.23.199")), { "net/ipv4/vs/expire_nodest_conn": "1" });
  t.strictSame(orphanedConnections(set), []);
});

t.test("a drained real server that clients persist on", async (t) => {
  const facts = withSettings(
    withDestinations(directDirector(), (one, i) => ({
      ...one,
      settings: { ...one.settings, weight: i },
      persistentConnections: 4,
    })),
    { persistenceTimeout: 50 },
  );
  const found = stickyDrained(facts);
  t.strictSame(heads(found), ["warning sticky-drained 172.16.23.111:80 of TCP 172.16.23.80:80"]);
  t.strictSame(mends(found), ["sysctl -w net.ipv4.vs.expire_quiescent_template=1"]);
  t.strictSame(stickyDrained(withSysctls(facts, { "net/ipv4/vs/expire_quiescent_template": "1" })), []);
  t.strictSame(stickyDrained(withDestinations(facts, (one) => ({ ...one, persistentConnections: 0 }))), []);
});
