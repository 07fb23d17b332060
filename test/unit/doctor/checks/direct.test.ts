import t from "tap";
import { distantDirectServers, ignoredPorts, tunnelRoom } from "../../../../lib/doctor/checks/direct.ts";
import type { Facts } from "../../../../lib/doctor/facts.ts";
import type { Tunnel } from "../../../../lib/ipvs/model.ts";
import { address } from "../../../../lib/net/address.ts";
import {
  directDirector,
  heads,
  inside,
  mends,
  natDirector,
  outside,
  own,
  tunnelDirector,
  withDestinations,
  withPaths,
} from "../../../support/doctor-facts.ts";

const firstAt = (facts: Facts, port: number) =>
  withDestinations(facts, (one, i) => (i === 0 ? { ...one, key: { ...one.key, port } } : one));

t.test("direct routing and tunnels keep the port, whatever the table says", async (t) => {
  const found = ignoredPorts(firstAt(directDirector(), 8080));
  t.strictSame(heads(found), ["error port-ignored 172.16.23.111:8080 of TCP 172.16.23.80:80"]);
  t.strictSame(mends(found), [
    "lvsadm -a -t 172.16.23.80:80 -r 172.16.23.111:80 -g -w 1",
    "lvsadm -d -t 172.16.23.80:80 -r 172.16.23.111:8080",
  ]);
  t.equal(ignoredPorts(firstAt(tunnelDirector(), 8080)).length, 1);
  t.strictSame(ignoredPorts(firstAt(natDirector(), 8080)), [], "NAT translates");
});

t.test("where the right entry is there already, the wrong one only goes", async (t) => {
  const facts = directDirector();
  const twice = withDestinations(facts, (one, i) =>
    i === 0 ? { ...one, key: { address: address("172.16.23.112"), port: 8080 } } : one,
  );
  t.strictSame(mends(ignoredPorts(twice)), ["lvsadm -d -t 172.16.23.80:80 -r 172.16.23.112:8080"]);
});

t.test("direct routing does not cross a router", async (t) => {
  const facts = withPaths(directDirector(), {
    "172.16.23.111": { kind: "link", link: outside, gateway: address("172.16.23.1") },
  });
  const found = distantDirectServers(facts);
  t.strictSame(heads(found), ["error not-on-link 172.16.23.111:80 of TCP 172.16.23.80:80"]);
  t.strictSame(mends(found).slice(-1), ["lvsadm -e -t 172.16.23.80:80 -r 172.16.23.111:80 -i -w 1 --tun-type ipip"]);
  t.strictSame(distantDirectServers(tunnelDirector()), [], "tunnels do");
});

t.test("a full packet has to fit with what its tunnel adds", async (t) => {
  const room = (mtu: number, tunnel?: Tunnel) => {
    const facts = withDestinations(tunnelDirector(), (one) => ({
      ...one,
      settings: { ...one.settings, ...(tunnel ? { tunnel } : {}) },
    }));
    const links = facts.links.map((link) => (link.index === inside ? { ...link, mtu } : link));
    return tunnelRoom({ ...facts, links }).slice(0, 1);
  };
  t.strictSame(heads(room(1519)), ["note tunnel-mtu 10.7.0.1:80 of TCP 172.16.23.80:80"]);
  t.strictSame(mends(room(1519)), ["ip link set dev eth1 mtu 1520"]);
  t.strictSame(room(1520), []);
  t.strictSame(mends(room(1500, { type: "gre", port: 0, checksum: "none" })), ["ip link set dev eth1 mtu 1524"]);
  t.strictSame(mends(room(1500, { type: "gre", port: 0, checksum: "checksum" })), ["ip link set dev eth1 mtu 1528"]);
  t.strictSame(mends(room(1500, { type: "gue", port: 6080, checksum: "none" })), ["ip link set dev eth1 mtu 1532"]);
  t.strictSame(mends(room(1500, { type: "gue", port: 6080, checksum: "remote" })), ["ip link set dev eth1 mtu 1540"]);
});

t.test("on one link only the real server can ask for less", async (t) => {
  const facts = tunnelDirector();
  const one = { ...facts, addresses: [own(inside, "172.16.23.80", 32)] };
  t.strictSame(mends(tunnelRoom(one).slice(0, 1)), ["on 10.7.0.1: ip route replace default via GATEWAY advmss 8940"]);
});
