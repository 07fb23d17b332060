import t from "tap";
import { deafLocalServers, unreachableServers } from "../../../../lib/doctor/checks/servers.ts";
import type { Facts } from "../../../../lib/doctor/facts.ts";
import { address } from "../../../../lib/net/address.ts";
import type { NeighbourState } from "../../../../lib/ports/neighbourhood.ts";
import {
  directDirector,
  heads,
  inside,
  mends,
  natDirector,
  outside,
  tunnelDirector,
  withDestinations,
  withPaths,
} from "../../../support/doctor-facts.ts";

const drained = (facts: Facts) =>
  withDestinations(facts, (one) => ({ ...one, settings: { ...one.settings, weight: 0 } }));

t.test("no route to a real server", async (t) => {
  const facts = withPaths(natDirector(), { "192.168.23.80": { kind: "none", reason: "Network is unreachable" } });
  const found = unreachableServers(facts);
  t.strictSame(heads(found), ["error no-route 192.168.23.80:80 of TCP 172.16.23.80:80"]);
  t.match(found, [{ evidence: [{ what: "ip route get 192.168.23.80", value: "Network is unreachable" }] }]);
  t.strictSame(unreachableServers(drained(facts)), []);
});

t.test("a real server that does not answer ARP on its link", async (t) => {
  const known = (state: NeighbourState, link = outside): Facts => ({
    ...directDirector(),
    neighbours: [{ link, address: address("172.16.23.111"), state }],
  });
  for (const state of ["failed", "incomplete"] as const) {
    const found = unreachableServers(known(state));
    t.strictSame(heads(found), ["error silent-neighbour 172.16.23.111:80 of TCP 172.16.23.80:80"]);
    t.strictSame(mends(found), ["lvsadm -e -t 172.16.23.80:80 -r 172.16.23.111:80 -g -w 0"]);
  }
  for (const state of ["reachable", "stale", "delay", "probe", "noarp", "permanent"] as const)
    t.strictSame(unreachableServers(known(state)), [], state);
  t.strictSame(unreachableServers(known("failed", inside)), [], "of another link");
  t.strictSame(unreachableServers(drained(known("failed"))), [], "drained");
});

t.test("a silent router silences everything behind it", async (t) => {
  const facts: Facts = {
    ...tunnelDirector(),
    neighbours: [{ link: inside, address: address("192.168.23.1"), state: "failed" }],
  };
  const found = unreachableServers(facts);
  t.equal(found.length, 2);
  t.match(found, [{ sentence: /the router to it, 192\.168\.23\.1, does not answer on eth1/ }, {}]);
});

t.test("a real server that is this host needs a listener, at the VIP or by NAT at its own address", async (t) => {
  const hears = (facts: Facts, where: string, port = 80): Facts => ({
    ...facts,
    listening: [{ address: address(where), port }],
  });
  const direct = withPaths(directDirector(), { "172.16.23.111": { kind: "local" } });
  const found = deafLocalServers(direct);
  t.strictSame(heads(found), ["error nothing-listens 172.16.23.111:80 of TCP 172.16.23.80:80"]);
  t.match(found, [{ sentence: /nothing listens on 172\.16\.23\.80:80/ }]);
  t.strictSame(mends(found), ["lvsadm -d -t 172.16.23.80:80 -r 172.16.23.111:80"]);
  for (const where of ["172.16.23.80", "0.0.0.0", "::"])
    t.strictSame(deafLocalServers(hears(direct, where)), [], where);
  t.equal(deafLocalServers(hears(direct, "172.16.23.111")).length, 1);
  t.equal(deafLocalServers(hears(direct, "0.0.0.0", 81)).length, 1);
  const nat = withPaths(natDirector(), { "192.168.23.80": { kind: "local" } });
  t.strictSame(deafLocalServers(hears(nat, "192.168.23.80")), []);
  t.equal(deafLocalServers(hears(nat, "172.16.23.80")).length, 1);
});
