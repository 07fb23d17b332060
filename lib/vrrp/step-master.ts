/** A MASTER: advertises, holds the addresses, yields to a better one (RFC 3768 section 6.4.3). */

import { compareAddresses } from "../net/address.ts";
import type { Action, Step } from "./action.ts";
import type { Event } from "./event.ts";
import type { VrrpInstance } from "./instance.ts";
import type { HeardAdvertisement } from "./receive.ts";
import { reconfigureMaster } from "./reconfigure.ts";
import type { Report } from "./report.ts";
import type { Election, Heard, Master } from "./state.ts";
import { tell } from "./told.ts";
import { becomeBackup, becomeFault, handOver, isOwner, met, retryInterval, stop } from "./transitions.ts";

export function stepMaster(election: Election, state: Master, event: Event, now: number): Step {
  switch (event.kind) {
    case "deadline":
      return fall(election, state, now);
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
    case "address lost":
      return handOver(election, state.source, { kind: "address lost", address: event.address }, now);
    case "failed": {
      // MASTER without its addresses would be a black hole: better that somebody else is.
      const conditions = { downLinks: [], source: state.source };
      const reason = { kind: "failed", sentence: event.sentence, retryIn: retryInterval } as const;
      return becomeFault(election, conditions, reason, now);
    }
    case "reconfigured":
      return reconfigureMaster(election.instance, event.instance, state, now);
    case "stopped":
      return stop(election, { kind: "stopped", because: event.because });
    case "started":
      return { election, actions: [] };
  }
}

/** Whatever is due: the advertisement first, because others count on its time. */
function fall({ instance }: Election, state: Master, now: number): Step {
  const { garp, virtualAddresses: addresses } = instance;
  const actions: Action[] = [];
  let next = state;
  if (state.advertiseAt <= now) {
    actions.push(advertise(instance, state));
    next = { ...next, advertiseAt: following(state.advertiseAt, instance.advertInterval, now) };
  }
  if (state.announceAgainAt !== undefined && state.announceAgainAt <= now) {
    actions.push({ kind: "announce addresses", addresses, repeat: garp.masterRepeat });
    next = { ...next, announceAgainAt: undefined };
  }
  if (state.refreshAt !== undefined && state.refreshAt <= now) {
    actions.push({ kind: "announce addresses", addresses, repeat: garp.masterRefreshRepeat });
    next = { ...next, refreshAt: following(state.refreshAt, garp.masterRefresh, now) };
  }
  return { election: { instance, state: next }, actions };
}

/** The next of a regular series, which does not drift with late timers and does not catch up what was missed. */
function following(due: number, interval: number, now: number): number {
  return due + interval > now ? due + interval : now + interval;
}

function hear(election: Election, state: Master, advertisement: HeardAdvertisement, now: number): Step {
  const { instance } = election;
  const { source, priority } = advertisement;
  const heard: Heard = { source, priority };
  const advertiseAt = now + instance.advertInterval;
  if (priority === 0)
    return { election: { instance, state: { ...state, advertiseAt } }, actions: [advertise(instance, state)] };
  if (priority === instance.priority && source === state.source)
    return tell(election, state, "own address", { kind: "own address", source });
  if (isBetter(heard, instance, state))
    return becomeBackup(election, state.source, { kind: "better master", heard }, now);

  const rival: Report =
    isOwner(instance) && priority === instance.priority
      ? { kind: "two owners", source }
      : { kind: "rival", heard, ours: instance.priority };
  const stays = tell(election, { ...state, advertiseAt, ...secondBurst(instance, state, now) }, "rival", rival);
  return {
    election: stays.election,
    actions: [
      advertise(instance, state),
      { kind: "announce addresses", addresses: instance.virtualAddresses, repeat: instance.garp.masterRepeat },
      ...stays.actions,
    ],
  };
}

/** RFC 3768 section 6.4.3: the higher priority, or the higher address among equals. `nopreempt` does not matter here. */
function isBetter(heard: Heard, instance: VrrpInstance, state: Master): boolean {
  if (heard.priority !== instance.priority) return heard.priority > instance.priority;
  return compareAddresses(heard.source, state.source) > 0;
}

/** Neighbours may have learnt the rival's MAC address, so that they are told again, twice as at the start. */
function secondBurst({ garp }: VrrpInstance, state: Master, now: number): Pick<Master, "announceAgainAt"> {
  const again = garp.masterDelay > 0 ? now + garp.masterDelay : undefined;
  return { announceAgainAt: state.announceAgainAt ?? again };
}

function advertise({ priority }: VrrpInstance, { source }: Master): Action {
  return { kind: "send advertisement", priority, source };
}
