/** Lines of routes: what each form means, what is written back, and which word is blamed. */

import t from "tap";
import { routeLine } from "../../../lib/config/route-line.ts";
import { loadText } from "../../support/configuration.ts";

/** @returns the value, then code and blamed text of each fault. */
function read(line: string): unknown[] {
  const { values, diagnostics } = loadText(`static_routes {\n${line}\n}`);
  const faults = diagnostics.filter(({ code }) => code !== "LK0003" && code !== "LK0077" && code !== "LK0054");
  return [
    values.last("static_routes")?.block[0]?.value,
    ...faults.map(({ code, span }) => `${code} ${span.source.text.slice(span.start, span.end)}`),
  ];
}

const net = { address: "198.51.100.0", prefixLength: 24 };
const plain = { type: "unicast", to: net };

t.test("destinations and types", async (t) => {
  t.strictSame(read("198.51.100.0/24 dev eth0"), [{ ...plain, dev: "eth0" }]);
  t.strictSame(read("src 192.0.2.1 to 198.51.100.0/24 dev eth0"), [{ ...plain, src: "192.0.2.1", dev: "eth0" }]);
  t.strictSame(read("198.51.100.7"), [{ type: "unicast", to: { address: "198.51.100.7", prefixLength: 32 } }]);
  t.strictSame(read("2001:db8::1"), [{ type: "unicast", to: { address: "2001:db8::1", prefixLength: 128 } }]);
  t.strictSame(read("throw default"), [{ type: "throw", to: { address: "0.0.0.0", prefixLength: 0 } }]);
  t.strictSame(read("brd 198.51.100.0/24"), [{ type: "broadcast", to: net }]);
  t.strictSame(read("default via fe80::1 dev eth0"), [
    { type: "unicast", to: { address: "::", prefixLength: 0 }, via: "fe80::1", dev: "eth0" },
  ]);
  t.strictSame(read("default6 dev eth0"), [
    { type: "unicast", to: { address: "::", prefixLength: 0 }, dev: "eth0" },
    "LK0015 default6",
  ]);
  t.strictSame(read("198.51.100.0/24 198.51.101.0/24"), [undefined, "LK0012 198.51.101.0/24"], "two on a line");
  t.strictSame(read("to"), [undefined, "LK0011 to"]);
  t.strictSame(read("blackhole"), [undefined, "LK0011 blackhole"]);
  t.strictSame(read("dev eth0"), [undefined, "LK0011 dev"]);
  t.strictSame(read("0/0 dev eth0"), [undefined, "LK0012 0/0"]);
  t.strictSame(read("nat 198.51.100.0/24"), [undefined, "LK0012 nat"]);
});

t.test("options under each of their names", async (t) => {
  t.strictSame(read("198.51.100.0/24 oif eth0 priority 5 dsfield 0x10"), [
    { ...plain, dev: "eth0", metric: 5, tos: 16 },
  ]);
  t.strictSame(read("198.51.100.0/24 mtu lock 1400 rtt 1.5s rto_min 20ms congctl lock reno"), [
    {
      ...plain,
      mtu: { value: 1400, lock: true },
      rtt: { value: 1500 },
      rto_min: { value: 20 },
      congctl: { value: "reno", lock: true },
    },
  ]);
  t.strictSame(read("198.51.100.0/24 mtu lock"), [undefined, "LK0011 mtu"]);
  t.strictSame(read("198.51.100.0/24 table main scope 253 realms a/2 table 7"), [
    { ...plain, table: 7, scope: 253, realms: { from: "a", to: 2 } },
    "LK0028 table",
  ]);
  t.strictSame(
    read("198.51.100.0/24 metric x metric y"),
    [undefined, "LK0012 x", "LK0012 y"],
    "not told twice as well",
  );
  t.strictSame(read("198.51.100.0/24 via inet6 192.0.2.1"), [undefined, "LK0012 inet6 192.0.2.1"]);
});

t.test("encapsulation", async (t) => {
  const to = (words: string) => read(`198.51.100.0/24 encap ${words} metric 5`);
  t.strictSame(to("ip dst 192.0.2.1 ttl 4"), [
    { ...plain, encap: { type: "ip", dst: "192.0.2.1", ttl: 4 }, metric: 5 },
  ]);
  t.strictSame(to("ip6 id 5 tc AF11 hoplimit 3"), [
    { ...plain, encap: { type: "ip6", id: "5", tos: "AF11", ttl: 3 }, metric: 5 },
  ]);
  t.strictSame(to("mpls 100/200"), [{ ...plain, encap: { type: "mpls", labels: [100, 200] }, metric: 5 }]);
  t.strictSame(to("ila 1:2:3:D"), [{ ...plain, encap: { type: "ila", locator: "1:2:3:d" }, metric: 5 }]);
  for (const wrong of [
    "ip ttl 4",
    "ip dst 2001:db8::1",
    "ip dst 192.0.2.1 ttl x",
    "mpls 1048576",
    "mpls 1/2/3",
    "ila 1:2:3",
    "seg6 x",
  ])
    t.strictSame(to(wrong), [undefined, `LK0012 ${wrong}`], wrong);
  for (const wrong of ["ip dst 192.0.2.1 ttl 256", "ip id 18446744073709551616"])
    t.strictSame(to(wrong), [undefined, `LK0013 ${wrong}`], wrong);
});

t.test("several ways", async (t) => {
  t.strictSame(read("198.51.100.0/24 nexthop via 192.0.2.1 weight 2 nexthop dev eth1 onlink"), [
    {
      ...plain,
      nexthops: [
        { via: "192.0.2.1", weight: 2 },
        { dev: "eth1", onlink: true },
      ],
    },
  ]);
  t.strictSame(read("198.51.100.0/24 nexthop"), [undefined, "LK0011 nexthop"]);
  t.strictSame(read("198.51.100.0/24 nexthop via 192.0.2.1 nexthop via"), [undefined, "LK0011 via"]);
  t.strictSame(read("198.51.100.0/24 nexthop via 192.0.2.1 metric 5"), [undefined, "LK0012 metric"]);
  t.strictSame(read("default nexthop via 192.0.2.1 nexthop via 2001:db8::1"), [undefined, "LK0035 2001:db8::1"]);
});

t.test("what does not go together", async (t) => {
  t.strictSame(read("198.51.100.0/24 src 2001:db8::1"), [undefined, "LK0035 2001:db8::1"]);
  t.strictSame(read("2001:db8::/64 realms 1"), [undefined, "LK0035 1"]);
  t.strictSame(read("198.51.100.0/24 from 192.0.2.0/24"), [undefined, "LK0035 192.0.2.0/24"]);
  t.strictSame(read("198.51.100.1/24"), [undefined, "LK0012 198.51.100.1/24"], "bits after the prefix");
  t.match(read("2001:db8::1/64")[0], { type: "unicast" }, "which the kernel takes with IPv6");
  t.strictSame(read("blackhole 198.51.100.0/24 dev eth0"), [undefined, "LK0035 eth0"]);
  t.match(read("blackhole 2001:db8::/64 dev eth0")[0], { type: "blackhole" }, "as it takes this");
  t.strictSame(read("prohibit 198.51.100.0/24 nexthop dev eth0"), [undefined, "LK0035 198.51.100.0/24"]);
  t.strictSame(read("198.51.100.0/24 via 192.0.2.1 nexthop dev eth0"), [undefined, "LK0035 192.0.2.1"]);
  t.strictSame(read("inet6 198.51.100.0/24")[1], "LK0075 inet6");
});

t.test("what keepalived watches", async (t) => {
  t.strictSame(read("198.51.100.0/24 dev eth0 protocol static").slice(1), ["LK0062 static"]);
  for (const line of ["protocol static no_track", "protocol 18", "protocol keepalived"])
    t.strictSame(read(`198.51.100.0/24 dev eth0 ${line}`).slice(1), [], line);
  t.strictSame(read("198.51.100.0/24 track_group G").slice(1), ["LK0062 G"]);
  t.strictSame(read("198.51.100.0/24 dev eth0 no_track track_group G").slice(1), ["LK0063 G"]);
  const notes = (lines: string) =>
    loadText(`static_routes {\n${lines}\n}`).diagnostics.filter(({ code }) => code === "LK0077").length;
  t.equal(notes("198.51.100.0/24 via 192.0.2.1\n198.51.101.0/24 via 192.0.2.1"), 1, "said once");
  t.equal(notes("198.51.100.0/24 via 192.0.2.1 no_track\n198.51.101.0/24 dev eth0"), 0);
});

t.test("written back", async (t) => {
  for (const line of [
    "default via 192.0.2.1 dev eth0 table 100",
    "::/0 dev eth0",
    "unreachable 198.51.100.0/24 no_track",
    "198.51.100.0/24 encap ip6 id 5 tc 4 mtu lock 1400 rtt 1500",
    "198.51.100.0/24 nexthop via 192.0.2.1 weight 2 realms 1/2 nexthop dev eth1 onlink",
  ]) {
    const [value] = read(line);
    t.equal(routeLine.write(value as never).join(" "), line);
  }
});
