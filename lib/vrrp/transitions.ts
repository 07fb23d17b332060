/** Entering and leaving states: each state's actions, written once. When to do so is decided in the steps. */

import type { Address } from "../net/address.ts";
import type { Action, Step } from "./action.ts";
import type { VrrpInstance } from "./instance.ts";
import type { Reason } from "./report.ts";
import type { Conditions, Election, State, StateName } from "./state.ts";
import { masterDownInterval, skewTime } from "./timers.ts";

/** Milliseconds that a FAULT after a failed action lasts before the next try. */
export const retryInterval = 30_000;

export function becomeMaster(election: Election, source: Address, reason: Reason, now: number): Step {
  const { instance } = election;
  const { garp, virtualAddresses: addresses } = instance;
  return {
    election: {
      instance,
      state: {
        kind: "MASTER",
        source,
        advertiseAt: now + instance.advertInterval,
        announceAgainAt: garp.masterDelay > 0 ? now + garp.masterDelay : undefined,
        refreshAt: garp.masterRefresh > 0 ? now + garp.masterRefresh : undefined,
        told: [],
      },
    },
    actions: [
      ...withdrawal(election),
      { kind: "send advertisement", priority: instance.priority, source },
      { kind: "add addresses", addresses },
      { kind: "announce addresses", addresses, repeat: garp.masterRepeat },
      transition(election, "MASTER", reason),
    ],
  };
}

/** A higher or equal MASTER is there, or may be: wait for the whole interval. */
export function becomeBackup(election: Election, source: Address, reason: Reason, now: number): Step {
  const { instance } = election;
  const heard = reason.kind === "better master" ? reason.heard : undefined;
  const masterDownAt = now + masterDownInterval(instance);
  return {
    election: { instance, state: { kind: "BACKUP", source, masterDownAt, since: now, heard, told: [] } },
    actions: [...withdrawal(election), transition(election, "BACKUP", reason)],
  };
}

/** Gives up being MASTER to everybody, and is the next candidate itself: keepalived's answer to a lost address. */
export function handOver(election: Election, source: Address, reason: Reason, now: number): Step {
  const { instance } = election;
  const masterDownAt = now + skewTime(instance);
  return {
    election: { instance, state: { kind: "BACKUP", source, masterDownAt, since: now, heard: undefined, told: [] } },
    actions: [...resignation(election), ...withdrawal(election), transition(election, "BACKUP", reason)],
  };
}

export function becomeFault(election: Election, conditions: Conditions, reason: Reason, now: number): Step {
  const { instance } = election;
  const retryAt = reason.kind === "failed" ? now + reason.retryIn : undefined;
  return {
    election: { instance, state: { kind: "FAULT", conditions, retryAt } },
    actions: [...resignation(election), ...withdrawal(election), transition(election, "FAULT", reason)],
  };
}

export function stop(election: Election, reason: Reason): Step {
  return {
    election: { instance: election.instance, state: { kind: "INIT" } },
    actions: [...resignation(election), ...withdrawal(election), transition(election, "INIT", reason)],
  };
}

/**
 * Takes part in the election once its conditions are met: the address owner as MASTER (RFC 3768 section 6.4.1), everybody
 * else as BACKUP whatever `state` says, as keepalived.
 */
export function enter(election: Election, conditions: Conditions, reason: Reason, now: number): Step {
  const { source } = conditions;
  if (!met(conditions) || source === undefined)
    return becomeFault(election, conditions, { kind: "conditions", conditions }, now);
  if (isOwner(election.instance)) return becomeMaster(election, source, { kind: "owner" }, now);
  return becomeBackup(election, source, reason, now);
}

export function met(conditions: Conditions): boolean {
  return conditions.downLinks.length === 0 && conditions.source !== undefined;
}

/** RFC 3768 section 5.3.4: priority 255 is the router that owns the addresses. */
export function isOwner(instance: VrrpInstance): boolean {
  return instance.priority === 255;
}

/** Priority 0, so that nobody waits for the master-down interval; from a MASTER only. */
function resignation({ state }: Election): Action[] {
  return state.kind === "MASTER" ? [{ kind: "send advertisement", priority: 0, source: state.source }] : [];
}

/** A MASTER's addresses go, and at the start those that a killed run has left. */
function withdrawal({ instance, state }: Election): Action[] {
  const mayHold: readonly StateName[] = ["MASTER", "INIT"];
  return mayHold.includes(state.kind) ? [{ kind: "remove addresses", addresses: instance.virtualAddresses }] : [];
}

function transition({ state }: { readonly state: State }, to: StateName, reason: Reason): Action {
  return { kind: "report", report: { kind: "transition", from: state.kind, to, reason } };
}
