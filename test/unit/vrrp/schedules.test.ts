import t from "tap";
import { type Address, address } from "../../../lib/net/address.ts";
import type { Event } from "../../../lib/vrrp/event.ts";
import type { VrrpInstance } from "../../../lib/vrrp/instance.ts";
import { step } from "../../../lib/vrrp/machine.ts";
import { type Election, initialElection, nextDeadline } from "../../../lib/vrrp/state.ts";
import { random } from "../../support/random.ts";
import { vrrpInstance } from "../../support/vrrp-instance.ts";

interface Node {
  readonly own: Address;
  election: Election;
}

/** Elections on one wire with up to 50 ms of delay, in virtual time: events in the order of their times. */
class Network {
  readonly nodes: Node[];
  readonly #next: (below: number) => number;
  #queue: { readonly at: number; readonly run: () => void }[] = [];
  now = 0;
  /** In percent. */
  loss = 0;

  constructor(instances: readonly VrrpInstance[], next: (below: number) => number) {
    this.#next = next;
    this.nodes = instances.map((instance, i) => ({
      own: address(`10.0.0.${i + 1}`),
      election: initialElection(instance),
    }));
  }

  tell(node: Node, event: Event): void {
    const { election, actions } = step(node.election, event, this.now);
    node.election = election;
    for (const action of actions) if (action.kind === "send advertisement") this.#carry(node, action.priority);
  }

  /** Power on, link up. */
  start(node: Node): void {
    const conditions = { downLinks: [], source: node.own };
    this.tell(node, { kind: node.election.state.kind === "INIT" ? "started" : "conditions", conditions });
  }

  /** Power off: nothing is said, nothing is remembered. */
  kill(node: Node): void {
    node.election = initialElection(node.election.instance);
  }

  runUntil(end: number): void {
    for (;;) {
      const due = this.#earliest();
      if (due.at > end) break;
      this.now = due.at;
      due.run();
    }
    this.now = end;
  }

  get masters(): Node[] {
    return this.nodes.filter((node) => node.election.state.kind === "MASTER");
  }

  #earliest(): { readonly at: number; readonly run: () => void } {
    let best = { at: Infinity, run: () => {} };
    for (const node of this.nodes) {
      const at = nextDeadline(node.election) ?? Infinity;
      if (at < best.at) best = { at, run: () => this.tell(node, { kind: "deadline" }) };
    }
    const [packet] = this.#queue;
    if (packet === undefined || packet.at > best.at) return best;
    return { at: packet.at, run: () => this.#queue.shift()?.run() };
  }

  #carry(from: Node, priority: number): void {
    for (const node of this.nodes) {
      if (node === from || this.#next(100) < this.loss) continue;
      const heard = { source: from.own, priority, addressesDiffer: false };
      const at = this.now + this.#next(50);
      this.#queue.push({ at, run: () => this.tell(node, { kind: "advertisement", heard }) });
    }
    this.#queue.sort((a, b) => a.at - b.at);
  }
}

function aNetwork(seed: number, preempt: boolean) {
  const next = random(seed);
  const instances = Array.from({ length: 2 + next(4) }, () =>
    vrrpInstance({ priority: [50, 100, 100, 200][next(4)] ?? 100, preempt }),
  );
  return { next, network: new Network(instances, next) };
}

/** Half a minute of loss, kills, restarts and links that fail. */
function harass(network: Network, next: (below: number) => number): void {
  for (const node of network.nodes) network.start(node);
  while (network.now < 30_000) {
    network.runUntil(network.now + next(2000));
    network.loss = [0, 30, 100][next(3)] ?? 0;
    const node = network.nodes[next(network.nodes.length)];
    if (node === undefined) continue;
    const conditions = { downLinks: ["ens33"], source: node.own };
    const trouble = next(9);
    if (trouble < 3) network.kill(node);
    else if (trouble < 5) network.tell(node, { kind: "conditions", conditions });
    else network.start(node);
  }
  network.loss = 0;
  for (const node of network.nodes) network.start(node);
}

/** Three intervals and the longest skew, then one advertisement to settle between those who took over together. */
const bound = 3 * 1000 + 1000 + 1000 + 100;

t.test("after any trouble, once the network is whole: exactly one MASTER within the bound, and it stays", async (t) => {
  for (const preempt of [true, false])
    for (let seed = 0; seed < 1500; seed++) {
      const { next, network } = aNetwork(seed, preempt);
      harass(network, next);
      network.runUntil(network.now + bound);
      const [master, ...more] = network.masters;
      const highest = Math.max(...network.nodes.map(({ election }) => election.instance.priority));
      const right = !preempt || master?.election.instance.priority === highest;
      for (let i = 0; i < 20; i++) {
        network.runUntil(network.now + 500);
        if (network.masters.length !== 1 || network.masters[0] !== master) more.push(...network.nodes);
      }
      if (master === undefined || more.length > 0 || !right) {
        t.fail(`seed ${seed}, preempt ${preempt}: ${network.nodes.map((n) => n.election.state.kind)}`);
        return;
      }
    }
  t.pass("3000 schedules");
});

t.test(
  "on a whole network a MASTER's death is made good within three intervals and the skew of the next",
  async (t) => {
    for (let seed = 0; seed < 500; seed++) {
      const { network } = aNetwork(seed, true);
      for (const node of network.nodes) network.start(node);
      network.runUntil(20_000);
      const [master] = network.masters;
      if (master === undefined) {
        t.fail(`seed ${seed}: no MASTER`);
        return;
      }
      network.kill(master);
      network.runUntil(20_000 + 3 * 1000 + 1000 + 50);
      if (network.masters.length === 0) t.fail(`seed ${seed}: nobody took over`);
    }
    t.pass("500 deaths");
  },
);
