/** Tells a kind of trouble once until the state or the master changes, so that a flood of bad packets is one line. */

import type { Step } from "./action.ts";
import type { Report } from "./report.ts";
import type { Backup, Election, Master } from "./state.ts";

/** @param state what becomes the election's state, whether `kind` is told now or was already. */
export function tell(election: Election, state: Backup | Master, kind: string, report: Report): Step {
  const { instance } = election;
  if (state.told.includes(kind)) return { election: { instance, state }, actions: [] };
  const told = [...state.told, kind];
  return { election: { instance, state: { ...state, told } }, actions: [{ kind: "report", report }] };
}
