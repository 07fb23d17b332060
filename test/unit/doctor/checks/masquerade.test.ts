import t from "tap";
import { forwarding, missingReplies, oneArmed } from "../../../../lib/doctor/checks/masquerade.ts";
import type { ConnectionFact, Facts } from "../../../../lib/doctor/facts.ts";
import { readIptables } from "../../../../lib/doctor/firewall/iptables.ts";
import { address } from "../../../../lib/net/address.ts";
import {
  directDirector,
  heads,
  mends,
  natDirector,
  own,
  withDestinations,
  withSysctls,
} from "../../../support/doctor-facts.ts";

const shutEth1 = { "net/ipv4/conf/eth1/forwarding": "0" };

t.test("replies must be forwarded, from the link of the real servers", async (t) => {
  const found = forwarding(withSysctls(natDirector(), { ...shutEth1, "net/ipv4/ip_forward": "0" }));
  t.strictSame(heads(found), ["error not-forwarding 192.168.23.80:80 of TCP 172.16.23.80:80"], "once for the link");
  t.strictSame(mends(found), ["sysctl -w net.ipv4.ip_forward=1"]);
  t.strictSame(mends(forwarding(withSysctls(natDirector(), shutEth1))), ["sysctl -w net.ipv4.conf.eth1.forwarding=1"]);
  t.strictSame(forwarding(withSysctls(natDirector(), { "net/ipv4/conf/eth0/forwarding": "0" })), []);
  t.strictSame(forwarding(natDirector()), []);
});

const counted = (facts: Facts, inPackets: bigint, outPackets: bigint) =>
  withDestinations(facts, (one, i) =>
    i === 0 ? { ...one, counters: { ...one.counters, inPackets, outPackets } } : one,
  );

t.test("packets go and none comes back: the real server has another default gateway", async (t) => {
  const found = missingReplies(counted(natDirector(), 3n, 0n));
  t.strictSame(heads(found), ["error replies-missing 192.168.23.80:80 of TCP 172.16.23.80:80"]);
  t.strictSame(mends(found), ["on 192.168.23.80: ip route replace default via 192.168.23.5"]);
  t.strictSame(missingReplies(counted(natDirector(), 2n, 0n)), [], "too few to say");
  t.strictSame(missingReplies(counted(natDirector(), 300n, 1n)), [], "something came back");
  t.strictSame(missingReplies(counted(directDirector(), 300n, 0n)), [], "direct routing shows no replies");
});

t.test("what another finding explains already is no missing reply", async (t) => {
  const facts = counted(natDirector(), 9n, 0n);
  t.strictSame(missingReplies(withSysctls(facts, shutEth1)), []);
  const silent: Facts = {
    ...facts,
    neighbours: [{ link: 3, address: address("192.168.23.80"), state: "failed" }],
  };
  t.strictSame(missingReplies(silent), []);
});

/** The VIP moved to the real servers' own network. */
function oneArm(): Facts {
  const facts = natDirector();
  return { ...facts, addresses: [...facts.addresses, own(3, "172.16.23.80", 32)] };
}

const stuck = (client: string, over: Partial<ConnectionFact> = {}): ConnectionFact => ({
  protocol: "tcp",
  client: { address: address(client), port: 40000 },
  virtual: { address: address("172.16.23.80"), port: 80 },
  destination: { address: address("192.168.23.80"), port: 80 },
  state: "SYN_RECV",
  ...over,
});

t.test("one link for VIP and real servers: worth knowing, and an error once a neighbour hangs", async (t) => {
  t.strictSame(heads(oneArmed(oneArm())), [
    "note one-armed 192.168.23.80:80 of TCP 172.16.23.80:80",
    "note one-armed 192.168.23.81:80 of TCP 172.16.23.80:80",
  ]);
  const hanging = { ...oneArm(), connections: [stuck("192.168.23.9")] };
  const found = oneArmed(hanging).slice(0, 1);
  t.strictSame(heads(found), ["error one-armed 192.168.23.80:80 of TCP 172.16.23.80:80"]);
  t.strictSame(mends(found), [
    "on 192.168.23.80: rsprep apply --vip 172.16.23.80 --interface INTERFACE",
    "lvsadm -e -t 172.16.23.80:80 -r 192.168.23.80:80 -g -w 1",
  ]);
  const others = [stuck("203.0.113.9"), stuck("192.168.23.9", { state: "ESTABLISHED" })];
  t.match(heads(oneArmed({ ...oneArm(), connections: others })), [/^note/, /^note/]);
  t.strictSame(oneArmed(natDirector()), [], "two arms");
});

t.test("rules that rewrite sources help only with conntrack", async (t) => {
  const saved =
    "*nat\n:PREROUTING ACCEPT [0:0]\n:POSTROUTING ACCEPT [0:0]\n:own - [0:0]\n-A PREROUTING -j DNAT --to 1.2.3.4\n";
  const filtered = (lines: string): Facts => ({
    ...oneArm(),
    firewall: readIptables(`${saved}${lines}`, "iptables", "inet"),
  });
  const rules = filtered("-A POSTROUTING -j own\n-A own -s 10.0.0.0/8 -j MASQUERADE\n");
  t.strictSame(
    heads(oneArmed(filtered("-A own -j MASQUERADE\n"))),
    heads(oneArmed(oneArm())),
    "none that sees packets leave",
  );
  const found = oneArmed(rules).slice(0, 1);
  t.strictSame(heads(found), ["note nat-rules-skipped 192.168.23.80:80 of TCP 172.16.23.80:80"]);
  t.strictSame(mends(found), ["sysctl -w net.ipv4.vs.conntrack=1"]);
  t.strictSame(oneArmed(withSysctls(rules, { "net/ipv4/vs/conntrack": "1" })), []);
});

t.test("redirects are on where `all` or the link says so", async (t) => {
  const redirected = (link: string) =>
    oneArmed(withSysctls(oneArm(), { [`net/ipv4/conf/${link}/send_redirects`]: "1" })).filter(
      ({ code }) => code === "redirects",
    );
  t.match(heads(redirected("all")), [/^warning redirects 192\.168\.23\.80:80/, /192\.168\.23\.81:80/]);
  t.strictSame(mends(redirected("eth1").slice(0, 1)), ["sysctl -w net.ipv4.conf.eth1.send_redirects=0"]);
  t.strictSame(redirected("eth0"), []);
});
