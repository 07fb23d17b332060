/** The election of one instance as a pure function: same state, event and time, same outcome. Performs nothing. */

import type { Step } from "./action.ts";
import type { Event } from "./event.ts";
import type { Election, Fault } from "./state.ts";
import { stepBackup } from "./step-backup.ts";
import { stepMaster } from "./step-master.ts";
import { enter, met, stop } from "./transitions.ts";

/** @param now milliseconds, never less than in an earlier step. */
export function step(election: Election, event: Event, now: number): Step {
  const { state } = election;
  switch (state.kind) {
    case "INIT":
      return stepInit(election, event, now);
    case "BACKUP":
      return stepBackup(election, state, event, now);
    case "MASTER":
      return stepMaster(election, state, event, now);
    case "FAULT":
      return stepFault(election, state, event, now);
  }
}

function stepInit(election: Election, event: Event, now: number): Step {
  if (event.kind === "started") return enter(election, event.conditions, { kind: "started" }, now);
  if (event.kind === "reconfigured") return { election: { ...election, instance: event.instance }, actions: [] };
  return { election, actions: [] };
}

/** Deaf until links and addresses are as they must be, and a failure's pause is over. */
function stepFault(election: Election, state: Fault, event: Event, now: number): Step {
  const kept = (next: Fault): Step => ({ election: { ...election, state: next }, actions: [] });
  switch (event.kind) {
    case "conditions": {
      const { conditions } = event;
      if (state.retryAt !== undefined || !met(conditions)) return kept({ ...state, conditions });
      return enter(election, conditions, { kind: "recovered" }, now);
    }
    case "deadline": {
      if (state.retryAt === undefined || now < state.retryAt) return { election, actions: [] };
      if (!met(state.conditions)) return kept({ ...state, retryAt: undefined });
      return enter(election, state.conditions, { kind: "recovered" }, now);
    }
    case "reconfigured":
      return { election: { instance: event.instance, state }, actions: [] };
    case "stopped":
      return stop(election, { kind: "stopped", because: event.because });
    case "advertisement":
    case "rejected":
    case "address lost":
    case "failed":
    case "started":
      return { election, actions: [] };
  }
}
