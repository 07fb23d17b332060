import t from "tap";
import { reversePath, vips } from "../../../../lib/doctor/checks/vip.ts";
import type { Facts } from "../../../../lib/doctor/facts.ts";
import {
  directDirector,
  heads,
  inside,
  lo,
  mends,
  natDirector,
  outside,
  own,
  route,
  withPaths,
  withSysctls,
} from "../../../support/doctor-facts.ts";
import { fakeLink } from "../../../support/fake-links.ts";

function without(facts: Facts, vip: string): Facts {
  const gone = { ...facts, addresses: facts.addresses.filter(({ address }) => address !== vip) };
  return withPaths(gone, { [vip]: { kind: "link", link: outside } });
}

function onLo(facts: Facts): Facts {
  const moved = without(facts, "172.16.23.80");
  return withPaths(
    { ...moved, addresses: [...moved.addresses, own(lo, "172.16.23.80", 32)] },
    {
      "172.16.23.80": { kind: "local" },
    },
  );
}

t.test("a VIP that is nowhere belongs to the link of its network", async (t) => {
  const found = vips(without(directDirector(), "172.16.23.80"));
  t.strictSame(heads(found), ["error vip-absent TCP 172.16.23.80:80"]);
  t.strictSame(mends(found), ["ip address add 172.16.23.80/32 dev eth0"]);
});

t.test("where something moves VIPs, its absence is only worth knowing", async (t) => {
  const facts = { ...without(directDirector(), "172.16.23.80"), keepers: [{ name: "vrrpd", pid: 42 }] };
  const found = vips(facts);
  t.strictSame(heads(found), ["note vip-absent TCP 172.16.23.80:80"]);
  t.match(found, [{ evidence: [{}, { value: "42" }], mend: [] }]);
});

t.test("a route of type local is as good as an address", async (t) => {
  const facts = without(directDirector(), "172.16.23.80");
  t.strictSame(vips(withPaths(facts, { "172.16.23.80": { kind: "local" } })), []);
});

t.test("a VIP on a link that is down, or has no carrier", async (t) => {
  const facts = directDirector();
  const eth0 = (over: object) => ({ ...facts, links: [fakeLink(outside, "eth0", over), fakeLink(inside, "eth1")] });
  const down = vips(eth0({ up: false, running: false }));
  t.strictSame(heads(down), ["error vip-link-down TCP 172.16.23.80:80"]);
  t.strictSame(mends(down), ["ip link set eth0 up"]);
  t.match(vips(eth0({ running: false })), [{ sentence: /no carrier/, mend: [] }]);
});

t.test("a VIP on lo is answered for or not; both are a real server's way", async (t) => {
  const warned = vips(onLo(directDirector()));
  t.strictSame(heads(warned), ["warning vip-on-loopback TCP 172.16.23.80:80"]);
  const moved = ["ip address add 172.16.23.80/32 dev eth0", "ip address del 172.16.23.80/32 dev lo"];
  t.strictSame(mends(warned), moved);
  for (const parameter of ["all", "eth0"]) {
    const silent = vips(withSysctls(onLo(directDirector()), { [`net/ipv4/conf/${parameter}/arp_ignore`]: "1" }));
    t.strictSame(heads(silent), ["error vip-without-arp TCP 172.16.23.80:80"]);
    t.strictSame(mends(silent), moved);
  }
});

t.test("a VIP that routers bring may be on lo", async (t) => {
  const facts = onLo(directDirector());
  const routed = { ...facts, addresses: facts.addresses.filter(({ link }) => link !== outside) };
  t.strictSame(vips(routed), []);
});

t.test("rp_filter is at fault where it drops, is strict, and the way back is another", async (t) => {
  const away = { ...natDirector(), routes: [route("0.0.0.0", 0, inside)], reversePathDrops: 3 };
  const strict = (facts: Facts, parameter = "eth0") =>
    withSysctls(facts, { [`net/ipv4/conf/${parameter}/rp_filter`]: "1" });
  for (const parameter of ["all", "eth0"]) {
    const found = reversePath(strict(away, parameter));
    t.strictSame(heads(found), ["error reverse-path TCP 172.16.23.80:80"], parameter);
    t.strictSame(mends(found), ["sysctl -w net.ipv4.conf.eth0.rp_filter=2"]);
  }
  t.strictSame(reversePath(away), [], "not strict");
  t.strictSame(reversePath(strict({ ...away, reversePathDrops: 0 })), [], "nothing dropped");
  t.strictSame(reversePath(strict({ ...away, reversePathDrops: undefined })), [], "not counted");
  t.strictSame(
    reversePath(strict({ ...away, routes: [route("0.0.0.0", 0, outside)] })),
    [],
    "the way back is the same",
  );
  t.strictSame(reversePath(strict({ ...away, routes: [] })), [], "there is no way back to compare with");
  const loose = withSysctls(strict(away, "all"), { "net/ipv4/conf/eth0/rp_filter": "2" });
  t.strictSame(reversePath(loose), [], "the larger of the two counts, and 2 is loose");
});
