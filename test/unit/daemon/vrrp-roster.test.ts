import t from "tap";
import { HostView } from "../../../lib/daemon/host-view.ts";
import { VrrpNode } from "../../../lib/daemon/vrrp-node.ts";
import { VrrpRoster } from "../../../lib/daemon/vrrp-roster.ts";
import { VrrpWire } from "../../../lib/daemon/vrrp-wire.ts";
import { address } from "../../../lib/net/address.ts";
import { FakeClock } from "../../support/fake-clock.ts";
import { FakeLinks } from "../../support/fake-links.ts";
import { FakeLog } from "../../support/fake-log.ts";
import { FakeWire } from "../../support/fake-wire.ts";
import { vrrpInstance } from "../../support/vrrp-instance.ts";

function aNode(virtualRouterId: number, priority = 100): VrrpNode {
  const clock = new FakeClock(0);
  const { openSocket, frames } = new FakeWire(clock).connect("pip");
  const log = new FakeLog();
  const view = new HostView();
  const wire = new VrrpWire({ open: openSocket, view, log, onPacket: () => {} });
  const shared = { clock, links: new FakeLinks(), frames, log, view, wire, onStep: () => {} };
  return new VrrpNode(vrrpInstance({ virtualRouterId, priority }), shared);
}

t.test("found by number and link, taken out by a configuration that has others", async (t) => {
  const roster = new VrrpRoster();
  const [a, b] = [aNode(12), aNode(13)];
  roster.add(a);
  roster.add(b);
  t.equal(roster.find("ens33", 13), b);
  t.equal(roster.find("ens34", 13), undefined);
  t.same(roster.takeOthers([vrrpInstance({ name: "another name", virtualRouterId: 13 })]), [a]);
  t.same([...roster], [b]);
  t.same(roster.takeOthers([]), [b]);
  t.equal(roster.size, 0);
});

t.test("the earliest deadline of all", async (t) => {
  const roster = new VrrpRoster();
  t.same(roster.earliest, { at: Infinity, precise: false });
  const nodes = [aNode(12, 100), aNode(13, 200), aNode(14)];
  for (const node of nodes) roster.add(node);
  t.equal(roster.earliest.at, Infinity, "none has started");
  for (const node of nodes.slice(0, 2))
    node.tell({ kind: "started", conditions: { downLinks: [], source: address("10.0.0.1") } });
  t.same(roster.earliest, { at: 3218.75, precise: true });
  nodes[2]?.tell({ kind: "reconfigured", instance: vrrpInstance({ virtualRouterId: 14, priority: 255 }) });
  nodes[2]?.tell({ kind: "started", conditions: { downLinks: [], source: address("10.0.0.1") } });
  t.same(roster.earliest, { at: 1000, precise: false }, "an advertisement may be a little late");
});
