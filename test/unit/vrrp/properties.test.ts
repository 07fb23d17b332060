import t from "tap";
import { address } from "../../../lib/net/address.ts";
import type { Action } from "../../../lib/vrrp/action.ts";
import type { Event } from "../../../lib/vrrp/event.ts";
import type { VrrpInstance } from "../../../lib/vrrp/instance.ts";
import { step } from "../../../lib/vrrp/machine.ts";
import { type Election, initialElection, nextDeadline } from "../../../lib/vrrp/state.ts";
import { masterDownInterval } from "../../../lib/vrrp/timers.ts";
import { retryInterval } from "../../../lib/vrrp/transitions.ts";
import { random } from "../../support/random.ts";
import { virtualAddress, vrrpInstance } from "../../support/vrrp-instance.ts";

const own = address("172.16.12.113");
const sources = [own, address("172.16.12.112"), address("172.16.12.114")];
const addresses = ["10.0.0.1", "10.0.0.2", "10.0.0.3"].map((text) => virtualAddress(text));

function anInstance(next: (below: number) => number): VrrpInstance {
  return vrrpInstance({
    priority: [1, 100, 254, 255][next(4)] ?? 100,
    advertInterval: 1000 * (1 + next(3)),
    preempt: next(2) === 0,
    virtualAddresses: addresses.slice(0, next(4)),
    garp: {
      masterDelay: next(2) * 5000,
      masterRepeat: 1 + next(5),
      masterRefresh: next(2) * 700,
      masterRefreshRepeat: 1,
    },
  });
}

function anEvent(next: (below: number) => number): Event {
  const source = sources[next(3)] ?? own;
  switch (next(9)) {
    case 0:
      return { kind: "rejected", source, rejection: { kind: "checksum" } };
    case 1:
      return { kind: "conditions", conditions: { downLinks: next(2) === 0 ? [] : ["ens33"], source: own } };
    case 2:
      return { kind: "conditions", conditions: { downLinks: [], source: next(3) === 0 ? undefined : own } };
    case 3:
      return { kind: "address lost", address: address("10.0.0.1") };
    case 4:
      return { kind: "failed", sentence: "refused" };
    case 5:
      return { kind: "reconfigured", instance: anInstance(next) };
    case 6:
      return { kind: "started", conditions: { downLinks: [], source: own } };
    default: {
      const priority = [0, 1, 100, 254, 255][next(5)] ?? 0;
      return { kind: "advertisement", heard: { source, priority, addressesDiffer: next(2) === 0 } };
    }
  }
}

/** What the actions lead to, judged against the states they come with. */
class World {
  readonly held = new Set<string>();
  readonly faults: string[] = [];

  observe(before: Election, after: Election, actions: readonly Action[]): void {
    const transitions = actions.flatMap((a) =>
      a.kind === "report" && a.report.kind === "transition" ? [a.report] : [],
    );
    const moved = before.state.kind !== after.state.kind;
    if (transitions.length !== (moved ? 1 : 0)) this.faults.push(`${transitions.length} transitions reported`);
    for (const { from, to } of transitions)
      if (from !== before.state.kind || to !== after.state.kind) this.faults.push(`reported ${from} -> ${to}`);
    for (const action of actions) this.#apply(action);
    const should = after.state.kind === "MASTER" ? after.instance.virtualAddresses.map((v) => v.address) : [];
    if ([...this.held].sort().join() !== [...should].sort().join()) this.faults.push(`holds ${[...this.held]}`);
    const shape = actions.map((a) => a.kind).filter((kind) => kind !== "report");
    if (moved && after.state.kind === "MASTER" && before.state.kind !== "INIT")
      if (shape.join() !== "send advertisement,add addresses,announce addresses")
        this.faults.push(`entered by ${shape}`);
    if (moved && before.state.kind === "MASTER") {
      const yielding = transitions[0]?.reason.kind === "better master";
      const wanted = yielding ? "remove addresses" : "send advertisement,remove addresses";
      if (shape.join() !== wanted) this.faults.push(`left by ${shape}`);
    }
  }

  #apply(action: Action): void {
    if (action.kind === "remove addresses") for (const { address } of action.addresses) this.held.delete(address);
    if (action.kind !== "add addresses") return;
    for (const { address } of action.addresses) {
      if (this.held.has(address)) this.faults.push(`${address} added twice`);
      this.held.add(address);
    }
  }
}

function deadlinesFit({ state }: Election, deadline: number | undefined, now: number): boolean {
  switch (state.kind) {
    case "INIT":
      return deadline === undefined;
    case "BACKUP":
    case "MASTER":
      return deadline !== undefined && deadline > now;
    case "FAULT":
      return deadline === undefined ? state.retryAt === undefined : deadline > now;
  }
}

t.test("any sequence of events: the right deadlines, each action once and in order, never stuck", async (t) => {
  for (let seed = 0; seed < 3000; seed++) {
    const next = random(seed);
    const world = new World();
    let election = initialElection(anInstance(next));
    let now = next(1000);
    const tell = (event: Event) => {
      const result = step(election, event, now);
      world.observe(election, result.election, result.actions);
      election = result.election;
      if (!deadlinesFit(election, nextDeadline(election), now))
        world.faults.push(
          `${election.state.kind} at ${now} with deadline ${nextDeadline(election)} after ${event.kind}`,
        );
    };
    tell({ kind: "started", conditions: { downLinks: [], source: own } });
    const until = (end: number) => {
      for (let due = nextDeadline(election); due !== undefined && due <= end; due = nextDeadline(election)) {
        now = due;
        tell({ kind: "deadline" });
      }
      now = end;
    };
    for (let i = 0; i < 40 && world.faults.length === 0; i++) {
      until(now + next(3000) / 2);
      tell(anEvent(next));
    }
    tell({ kind: "conditions", conditions: { downLinks: [], source: own } });
    until(now + retryInterval + masterDownInterval(election.instance));
    if (election.state.kind !== "MASTER") world.faults.push(`stuck in ${election.state.kind}`);
    tell({ kind: "stopped", because: "shutdown" });
    if (election.state.kind !== "INIT") world.faults.push("does not end");
    if (world.faults.length > 0) {
      t.fail(`seed ${seed}: ${world.faults[0]}`);
      break;
    }
  }
  t.pass("3000 sequences of 40 events");
});

t.test("a step changes nothing that it was given", async (t) => {
  const next = random(7);
  const freeze = <T>(value: T): T => {
    if (typeof value === "object" && value !== null)
      for (const part of Object.values(Object.freeze(value))) freeze(part);
    return value;
  };
  let election = freeze(initialElection(anInstance(next)));
  for (let now = 0; now < 500_000; now += 250) {
    election = freeze(
      step(
        election,
        freeze(now === 0 ? { kind: "started", conditions: { downLinks: [], source: own } } : anEvent(next)),
        now,
      ).election,
    );
    const due = nextDeadline(election);
    if (due !== undefined && due <= now) election = freeze(step(election, { kind: "deadline" }, now).election);
  }
  t.pass("2000 frozen steps");
});
