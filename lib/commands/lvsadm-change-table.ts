/**
 * Makes the kernel's table as it is wanted: planned, applied, read back; planned again where somebody else changed the
 * table meanwhile; taken back where the kernel refuses. Knows nothing of words, text or JSON.
 */

import { SystemError } from "../diag/errors.ts";
import { differences, type ServiceDifference } from "../ipvs/difference.ts";
import { serviceId } from "../ipvs/identity.ts";
import { inverse } from "../ipvs/inverse.ts";
import type { Change, ChangeResult, ServiceState } from "../ipvs/model.ts";
import { planInTwo } from "../ipvs/plan.ts";
import { sortServices } from "../ipvs/sort.ts";
import type { IpvsTable } from "../ports/ipvs-table.ts";

/**
 * From the table as it was read to the table as it should be; asked again for each reading, so that what it does not care
 * for stays as somebody else may have made it meanwhile.
 */
export type Wish = (current: readonly ServiceState[]) => readonly ServiceState[];

/** The table, read back, is as wanted. */
export interface Done {
  readonly status: "unchanged" | "changed";
  /** From before to what is wanted. */
  readonly differences: readonly ServiceDifference[];
  /** What it took. */
  readonly changes: readonly Change[];
}

export type Outcome =
  | Done
  /** The kernel refused; `left` is in what the services that were touched differ from before all the same. */
  | { readonly status: "refused"; readonly refusals: readonly Refusal[]; readonly left: readonly ServiceDifference[] }
  /** Somebody else kept changing the table; `left` is what is not as wanted. */
  | {
      readonly status: "contended";
      readonly refusals: readonly Refusal[];
      readonly left: readonly ServiceDifference[];
    }
  /** The table could not be asked any more once changes had been asked for: nobody knows how it is now. */
  | { readonly status: "broken"; readonly failure: SystemError };

export interface Refusal {
  readonly change: Change;
  readonly result: Extract<ChangeResult, { readonly ok: false }>;
}

/** How often a table that somebody else changes at the same time is planned for; the first time included. */
const rounds = 5;

/** Told how far reading or changing the table has come. @param part 0 to 1. @param done in words. */
export type OnProgress = (part: number, done: string) => void;

/**
 * One dump per service: the kernel has no list of all destinations.
 * @returns them in the order of listings, because people are told in it what is done. @throws SystemError
 */
export async function readStates(table: IpvsTable, onProgress: OnProgress = () => {}): Promise<ServiceState[]> {
  const states: ServiceState[] = [];
  const services = sortServices(await table.services());
  for (const { key, settings } of services) {
    states.push({ key, settings, destinations: await table.destinations(key) });
    onProgress(states.length / services.length, `${states.length} services read`);
  }
  return states;
}

/** @returns what would be changed. @throws SystemError */
export async function foresee(table: IpvsTable, wish: Wish): Promise<Done> {
  const current = await readStates(table);
  const changes = stepsOf(current, wish).flat();
  return {
    status: changes.length > 0 ? "changed" : "unchanged",
    differences: differences(current, wish(current)),
    changes,
  };
}

/**
 * @param onReading told of each reading before anything is asked for because of it.
 * @throws SystemError where the table cannot be read before anything is asked for.
 */
export async function changeTable(
  table: IpvsTable,
  wish: Wish,
  onReading: (current: readonly ServiceState[]) => void = () => {},
  onProgress?: OnProgress,
): Promise<Outcome> {
  const before = await readStates(table, onProgress);
  let asked = false;
  const told = (current: readonly ServiceState[]) => {
    onReading(current);
    asked = true;
  };
  try {
    return await changeFrom(before, table, wish, told, onProgress);
  } catch (error) {
    if (asked && error instanceof SystemError) return { status: "broken", failure: error };
    throw error;
  }
}

/** @param before the table as it was read. @param onReading told before the changes of each reading are asked for. */
async function changeFrom(
  before: readonly ServiceState[],
  table: IpvsTable,
  wish: Wish,
  onReading: (current: readonly ServiceState[]) => void,
  onProgress: OnProgress | undefined,
): Promise<Outcome> {
  const done: Change[] = [];
  let undo: Change[] = [];
  let refusals: readonly Refusal[] = [];
  let current = before;
  for (let round = 0; round < rounds; round++) {
    const steps = stepsOf(current, wish);
    if (steps.flat().length === 0) return finished(before, wish, done);
    onReading(current);
    const applied = await applySteps(table, steps, onProgress);
    done.push(...applied.done);
    undo = [...inverse(applied.done, current), ...undo];
    refusals = applied.refusals;
    if (refusals.some(isRefusal)) return takeBack(table, before, undo, refusals.filter(isRefusal));
    current = await readStates(table, onProgress);
  }
  if (stepsOf(current, wish).flat().length === 0) return finished(before, wish, done);
  return { status: "contended", refusals, left: differences(current, wish(current)) };
}

function finished(before: readonly ServiceState[], wish: Wish, changes: readonly Change[]): Done {
  return {
    status: changes.length > 0 ? "changed" : "unchanged",
    differences: differences(before, wish(before)),
    changes,
  };
}

/** What is taken away is asked for only once all that is given is there. */
function stepsOf(current: readonly ServiceState[], wish: Wish): readonly [readonly Change[], readonly Change[]] {
  const { giving, taking } = planInTwo(current, wish(current));
  return [giving, taking];
}

interface Applied {
  /** Also those of which nobody knows whether the kernel did them. */
  readonly done: readonly Change[];
  readonly refusals: readonly Refusal[];
}

/** Changes asked for between two tellings of the progress. */
const slice = 1_024;

/** What holds a refusal is the last that is asked for. */
async function applySteps(
  table: IpvsTable,
  steps: readonly (readonly Change[])[],
  onProgress: OnProgress = () => {},
): Promise<Applied> {
  const done: Change[] = [];
  const count = steps.flat().length;
  for (const part of steps.flatMap(slices)) {
    const results = await table.apply(part);
    const refusals: Refusal[] = [];
    for (const [i, change] of part.entries()) {
      const result = results[i];
      if (result === undefined) throw new TypeError("the table did not answer every change");
      if (result.ok || unknownOutcomes.has(result.code)) done.push(change);
      if (!result.ok) refusals.push({ change, result });
    }
    if (refusals.length > 0) return { done, refusals };
    onProgress(done.length / count, `${done.length} changes`);
  }
  return { done, refusals: [] };
}

/** None of an empty step. */
function slices(step: readonly Change[]): Change[][] {
  return Array.from({ length: Math.ceil(step.length / slice) }, (_, i) => step.slice(i * slice, (i + 1) * slice));
}

/** Answers that were lost: reading the table back tells what was done. */
const unknownOutcomes: ReadonlySet<string> = new Set(["ENOBUFS", "ETIMEDOUT", "EBADMSG"]);

/** By these answers the kernel says that the table is not as it was read: somebody else changed it. */
const surprises: Readonly<Record<Change["do"], readonly string[]>> = {
  "add-service": ["EEXIST"],
  "edit-service": ["ESRCH"],
  "delete-service": ["ESRCH"],
  "add-destination": ["EEXIST", "ESRCH"],
  "edit-destination": ["ENOENT", "ESRCH"],
  "delete-destination": ["ENOENT", "ESRCH"],
  clear: [],
};

/** Whether it would come again: nothing that another reading of the table could mend. */
function isRefusal({ change, result }: Refusal): boolean {
  return !unknownOutcomes.has(result.code) && !surprises[change.do].includes(result.code);
}

/** What the kernel answers to a change that takes back does not matter: the table does, read again. */
async function takeBack(
  table: IpvsTable,
  before: readonly ServiceState[],
  undo: readonly Change[],
  refusals: readonly Refusal[],
): Promise<Outcome> {
  await table.apply(undo);
  const touched = new Set(undo.flatMap((change) => (change.do === "clear" ? [] : [serviceId(change.service)])));
  const own = (states: readonly ServiceState[]) => states.filter(({ key }) => touched.has(serviceId(key)));
  return { status: "refused", refusals, left: differences(own(before), own(await readStates(table))) };
}
