/** Links, addresses and routes of a real kernel, in a network namespace of this process, compared with what ip(8) says. */

import t from "tap";
import { address } from "../../lib/net/address.ts";
import type { Link, LinksEvent, Route } from "../../lib/ports/links.ts";
import { openLinks } from "../../lib/system/links.ts";
import { carrier, ip, namespaceObstacle, newNamespace } from "../support/namespace.ts";
import { waitFor } from "../support/wait-for.ts";

const obstacle = namespaceObstacle();
const options = obstacle === undefined ? {} : { skip: obstacle };
if (obstacle === undefined) {
  newNamespace();
  ip("link add v0 address 02:00:00:00:00:01 type veth peer name v1");
  ip("link set v0 up");
  ip("link set v1 up");
  await carrier("v0", "v1");
}
const links = openLinks();
t.teardown(() => links.close());

async function linkNamed(name: string): Promise<Link> {
  const found = (await links.links()).find((link) => link.name === name);
  if (found === undefined) throw new TypeError(`no link ${name}`);
  return found;
}

/** IPv4 addresses of a link as ip(8) lists them. */
function seenByIp(link: string): unknown[] {
  const links: { addr_info?: unknown[] }[] = JSON.parse(ip(`-j -4 address show ${link}`));
  return links.flatMap(({ addr_info: addresses = [] }) => addresses);
}

t.test("links", options, async (t) => {
  t.match(await links.links(), [
    { index: 1, name: "lo", up: true, running: true, mtu: 65536, mac: undefined, loopback: true },
    { name: "v1", up: true, running: true, mtu: 1500, loopback: false },
    { name: "v0", up: true, running: true, mtu: 1500, mac: "02:00:00:00:00:01", loopback: false },
  ]);
});

t.test("an address with label, broadcast and scope is what ip(8) sees, and is deleted", options, async (t) => {
  const { index: link } = await linkNamed("v0");
  const vip = { link, address: address("172.16.12.110"), prefixLength: 24 };
  const added = { ...vip, broadcast: address("172.16.12.255"), label: "v0:vip", scope: "link" } as const;
  await links.addAddress(added);
  t.match(seenByIp("v0"), [
    { local: "172.16.12.110", prefixlen: 24, broadcast: "172.16.12.255", scope: "link", label: "v0:vip" },
  ]);
  const ours = (await links.addresses()).find((one) => one.address === vip.address);
  t.strictSame(ours, { ...added, secondary: false });
  await links.deleteAddress(vip);
  t.strictSame(seenByIp("v0"), []);
});

t.test("a second address of a subnet is secondary; IPv6 has no label", options, async (t) => {
  const { index: link } = await linkNamed("v0");
  for (const text of ["10.1.0.1", "10.1.0.2"])
    await links.addAddress({ link, address: address(text), prefixLength: 16, scope: "global" });
  await links.addAddress({ link, address: address("fd00::1"), prefixLength: 64, scope: "global" });
  const all = await links.addresses();
  const of = (text: string) => all.find((one) => one.address === text);
  t.match(of("10.1.0.1"), { secondary: false, label: "v0" });
  t.match(of("10.1.0.2"), { secondary: true });
  t.strictSame(of("fd00::1"), { link, address: "fd00::1", prefixLength: 64, scope: "global", secondary: false });
});

t.test("refusals name what was to be done, and why not, in the kernel's words", options, async (t) => {
  // Kernels before 6.5 give these refusals no words of their own.
  const { index: link } = await linkNamed("v0");
  const one = { link, address: address("10.1.0.1"), prefixLength: 16, scope: "global" } as const;
  await t.rejects(links.addAddress(one), {
    name: "SystemError",
    code: "EEXIST",
    message: /^cannot add the address 10\.1\.0\.1\/16 on v0: File exists( \(ipv4: Address already assigned\))?$/,
  });
  await t.rejects(links.deleteAddress({ ...one, prefixLength: 32 }), { code: "EADDRNOTAVAIL" });
  await t.rejects(links.addAddress({ ...one, link: 99 }), {
    code: "ENODEV",
    message: /^cannot add the address 10\.1\.0\.1\/16 on link 99: No such device( \(ipv4: Device not found\))?$/,
  });
});

t.test("a host route comes and goes", options, async (t) => {
  const route: Route = {
    destination: address("172.16.12.110"),
    prefixLength: 32,
    link: 1,
    scope: "link",
    table: 254,
  };
  await links.addRoute(route);
  t.match(JSON.parse(ip("-j route show 172.16.12.110")), [{ dst: "172.16.12.110", dev: "lo", scope: "link" }]);
  t.strictSame(
    (await links.routes()).filter((one) => one.destination === route.destination),
    [route],
  );
  await t.rejects(links.addRoute(route), { code: "EEXIST" });
  await links.deleteRoute(route);
  t.strictSame(JSON.parse(ip("-j route show 172.16.12.110")), []);
  await t.rejects(links.deleteRoute(route), {
    code: "ESRCH",
    message: "cannot delete the route to 172.16.12.110/32 on lo: No such process",
  });
});

t.test(
  "routes by others: through a gateway, with a source, in another table, in the local table",
  options,
  async (t) => {
    const { index: link } = await linkNamed("v0");
    ip("route add 10.9.0.0/16 via 10.1.0.9 src 10.1.0.1 dev v0 table 1000");
    ip("route add blackhole 10.8.0.0/16");
    const routes = await links.routes();
    const to = (destination: string) => routes.filter((one) => one.destination === destination);
    t.strictSame(to("10.9.0.0"), [
      {
        destination: "10.9.0.0",
        prefixLength: 16,
        link,
        scope: "global",
        gateway: "10.1.0.9",
        source: "10.1.0.1",
        table: 1000,
      },
    ]);
    t.strictSame(to("10.1.0.1"), [
      { destination: "10.1.0.1", prefixLength: 32, link, scope: "host", source: "10.1.0.1", table: 255 },
    ]);
    t.strictSame(to("10.8.0.0"), [], "a blackhole is no route to a link");
    const local: Route = { destination: address("10.7.0.1"), prefixLength: 32, link: 1, scope: "host", table: 255 };
    await links.addRoute(local);
    t.match(JSON.parse(ip("-j route show table local 10.7.0.1")), [{ type: "local", dst: "10.7.0.1", dev: "lo" }]);
    await links.deleteRoute(local);
  },
);

t.test("news of links and addresses", options, async (t) => {
  const events: LinksEvent[] = [];
  const watching = openLinks();
  t.teardown(() => watching.close());
  watching.watch((event) => events.push(event));
  const { index: link } = await linkNamed("v0");
  await links.addAddress({ link, address: address("10.2.0.1"), prefixLength: 16, scope: "global" });
  await links.deleteAddress({ link, address: address("10.2.0.1"), prefixLength: 16 });
  ip("link set v1 down");
  ip("link set v0 down");
  ip("link add br0 type bridge");
  ip("link set v1 master br0");
  ip("link set v1 nomaster");
  ip("link del br0");
  await waitFor(() => events.some(({ kind }) => kind === "link-gone"), "news of a link that is gone");
  const story = events.map((event) => {
    if (event.kind === "resync") return "resync";
    if (event.kind === "link") return `${event.link.name} ${event.link.up ? "up" : "down"} ${event.link.running}`;
    if (event.kind === "link-gone") return `-${event.link.name}`;
    return `${event.kind === "address" ? "+" : "-"}${event.address.address}`;
  });
  const order = ["+10.2.0.1", "-10.2.0.1", "v1 down false", "v0 up false", "v0 down false", "-br0"];
  let from = 0;
  for (const step of order) {
    const at = story.indexOf(step, from);
    t.ok(at >= from, `${step} comes in its place`, { story });
    from = at + 1;
  }
  t.strictSame(
    events.flatMap((event) => (event.kind === "link-gone" ? `-${event.link.name}` : [])),
    ["-br0"],
    "a port that leaves its bridge is not gone",
  );
  ip("link set v0 up");
  ip("link set v1 up");
  await carrier("v0", "v1");
});

t.test("neighbours are what ip(8) sees, and paths what ip route get says", options, async (t) => {
  const { index: link } = await linkNamed("v0");
  ip("address add 10.9.0.1/24 dev v0");
  ip("route add 10.77.0.0/16 via 10.9.0.254 dev v0");
  ip("route add unreachable 10.78.0.0/16");
  ip("rule add to 10.79.0.0/16 lookup 79");
  ip("route add default via 10.9.0.253 dev v0 table 79");
  ip("neighbour add 10.9.0.7 lladdr 02:00:00:00:00:77 nud permanent dev v0");
  ip("neighbour add 10.9.0.8 nud failed dev v0");
  const known = (await links.neighbours()).filter((one) => one.link === link && one.address.startsWith("10.9."));
  t.strictSame(
    known.sort((a, b) => a.address.localeCompare(b.address)),
    [
      { link, address: "10.9.0.7", state: "permanent", mac: "02:00:00:00:00:77" },
      { link, address: "10.9.0.8", state: "failed" },
    ],
  );
  t.strictSame(await links.pathTo(address("10.9.0.1")), { kind: "local" });
  t.strictSame(await links.pathTo(address("10.9.0.2")), { kind: "link", link });
  t.strictSame(await links.pathTo(address("10.77.1.1")), { kind: "link", link, gateway: "10.9.0.254" });
  t.strictSame(await links.pathTo(address("10.78.1.1")), { kind: "none", reason: "No route to host" });
  t.strictSame(await links.pathTo(address("10.79.1.1")), { kind: "link", link, gateway: "10.9.0.253" }, "by a rule");
  t.strictSame(await links.pathTo(address("203.0.113.1")), { kind: "none", reason: "Network is unreachable" });
  t.strictSame(await links.pathTo(address("::1")), { kind: "local" });
});
