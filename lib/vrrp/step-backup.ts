/** A BACKUP: waits for the MASTER to fall silent (RFC 3768 section 6.4.2). */

import type { Step } from "./action.ts";
import type { Event } from "./event.ts";
import type { VrrpInstance } from "./instance.ts";
import type { HeardAdvertisement } from "./receive.ts";
import type { Reason } from "./report.ts";
import type { Backup, Election, Heard } from "./state.ts";
import { masterDownInterval, skewTime } from "./timers.ts";
import { tell } from "./told.ts";
import { becomeFault, becomeMaster, isOwner, met, stop } from "./transitions.ts";

export function stepBackup(election: Election, state: Backup, event: Event, now: number): Step {
  const unchanged = { election, actions: [] };
  switch (event.kind) {
    case "deadline":
      if (now < state.masterDownAt) return unchanged;
      return becomeMaster(election, state.source, whyMaster(election.instance, state, now), now);
    case "advertisement":
      return hear(election, state, event.heard, now);
    case "rejected": {
      const report = { kind: "rejected", source: event.source, rejection: event.rejection } as const;
      return tell(election, state, event.rejection.kind, report);
    }
    case "conditions": {
      const { source } = event.conditions;
      if (met(event.conditions) && source !== undefined)
        return { election: { ...election, state: { ...state, source } }, actions: [] };
      return becomeFault(election, event.conditions, { kind: "conditions", conditions: event.conditions }, now);
    }
    case "reconfigured":
      return reconfigure(election, state, event.instance, now);
    case "stopped":
      return stop(election, { kind: "stopped", because: event.because });
    // A BACKUP has no address to lose and nothing under way that its state needs.
    case "address lost":
    case "failed":
    case "started":
      return unchanged;
  }
}

function hear(election: Election, state: Backup, advertisement: HeardAdvertisement, now: number): Step {
  const { instance } = election;
  const { source, priority } = advertisement;
  const heard: Heard = { source, priority };
  const told = state.heard !== undefined && state.heard.source !== source ? [] : state.told;
  const waiting = (masterDownAt: number): Step => {
    const since = masterDownAt === state.masterDownAt ? state.since : now;
    const next: Backup = { ...state, heard, told, masterDownAt, since };
    if (!advertisement.addressesDiffer) return { election: { instance, state: next }, actions: [] };
    return tell(election, next, "addresses differ", { kind: "addresses differ", source });
  };
  if (priority === 0) return waiting(now + skewTime(instance));
  if (priority >= instance.priority || !preempts(instance)) return waiting(now + masterDownInterval(instance));
  // The timer runs on: preemption is nothing but its running out, as in keepalived.
  const { election: next } = waiting(state.masterDownAt);
  if (next.state.kind !== "BACKUP") return { election: next, actions: [] };
  return tell(next, next.state, "lower priority", { kind: "lower priority", heard, ours: instance.priority });
}

function preempts(instance: VrrpInstance): boolean {
  return instance.preempt || isOwner(instance);
}

function whyMaster(instance: VrrpInstance, { heard, since }: Backup, now: number): Reason {
  if (heard?.priority === 0) return { kind: "given up", by: heard.source };
  if (heard !== undefined && heard.priority < instance.priority && preempts(instance))
    return { kind: "preempting", heard };
  return { kind: "silence", interval: now - since, last: heard };
}

function reconfigure(election: Election, state: Backup, instance: VrrpInstance, now: number): Step {
  const sameTiming = masterDownInterval(instance) === masterDownInterval(election.instance);
  const restarted = { masterDownAt: now + masterDownInterval(instance), since: now };
  return { election: { instance, state: sameTiming ? state : { ...state, ...restarted } }, actions: [] };
}
