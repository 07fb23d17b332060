/** ARP probes out of one end of a veth pair, answered by a kernel at the other. */

import t from "tap";
import { native } from "../../lib/native/addon.ts";
import { address } from "../../lib/net/address.ts";
import { probeArp } from "../../lib/system/arp-probe.ts";
import { carrier, ip, namespaceObstacle, newNamespace } from "../support/namespace.ts";

const obstacle = namespaceObstacle();
const options = obstacle === undefined ? {} : { skip: obstacle };
const macs = { v0: "02:00:00:00:00:01", v1: "02:00:00:00:00:02" };

if (obstacle === undefined) {
  const other = newNamespace();
  const own = newNamespace();
  ip("link add v0 type veth peer name v1");
  ip(`link set v0 address ${macs.v0}`);
  ip(`link set v1 address ${macs.v1}`);
  ip("address add 10.0.0.1/24 dev v0");
  ip(`link set v1 netns ${other.path}`);
  other.enter();
  ip("address add 10.0.0.2/24 dev v1");
  ip("address add 10.0.0.80/32 dev lo");
  ip("link set v1 up");
  own.enter();
  ip("link set v0 up");
  await carrier("v0");
}

const ask = (...addresses: readonly string[]) =>
  probeArp(
    addresses.map((one) => ({ link: native().interfaceIndex("v0"), mac: macs.v0, address: address(one) })),
    300,
  );

t.test("who has an address says so, also of one on lo; nobody says nothing", options, async (t) => {
  const link = native().interfaceIndex("v0");
  const answers = await ask("10.0.0.2", "10.0.0.80", "10.0.0.9");
  t.strictSame(
    answers.sort((a, b) => a.address.localeCompare(b.address)),
    [
      { link, address: "10.0.0.2", mac: macs.v1 },
      { link, address: "10.0.0.80", mac: macs.v1 },
    ],
  );
  t.strictSame(await ask("10.0.0.1"), [], "this host does not answer itself");
  t.notMatch(ip("neighbour show"), "10.0.0.80", "nor learns from it");
});

t.test("nothing to ask takes no time; a link that is gone is an error", options, async (t) => {
  const start = performance.now();
  t.strictSame(await probeArp([], 60_000), []);
  t.ok(performance.now() - start < 10_000);
  const gone = { link: 99, mac: macs.v0, address: address("10.0.0.9") };
  await t.rejects(probeArp([gone], 1000), { name: "SystemError", code: "ENXIO" });
});
