/**
 * From the table as it is to the table as it should be: the smallest list of changes, in an order that keeps serving.
 * Applying a plan and planning again gives an empty list.
 */

import { type DestinationDifference, differences, type ServiceDifference } from "./difference.ts";
import type { Change, ServiceKey, ServiceState } from "./model.ts";

/** Carried out one after the other; where the kernel refuses one of the first, nothing has been taken away yet. */
export interface Plan {
  /** Services that are new or change, then their destinations that are new, that change. */
  readonly giving: readonly Change[];
  /** Destinations that are drained to weight 0, that go; then services that go, with all that is in them. */
  readonly taking: readonly Change[];
}

/**
 * @param current services with their destinations; those that are not in `wanted` are deleted, so leave out what is not
 * yours to delete.
 * @param wanted each service and, within it, each destination at most once.
 * @returns changes in an order by which a service that has servers before and after has one at every moment in between.
 */
export function plan(current: readonly ServiceState[], wanted: readonly ServiceState[]): Change[] {
  const { giving, taking } = planInTwo(current, wanted);
  return [...giving, ...taking];
}

export function planInTwo(current: readonly ServiceState[], wanted: readonly ServiceState[]): Plan {
  const all = differences(current, wanted);
  return { giving: all.flatMap(given), taking: [...all.flatMap(taken), ...all.flatMap(deleted)] };
}

function given(difference: ServiceDifference): Change[] {
  const { key: service, destinations } = difference;
  const added = destinations.filter((one) => one.kind === "add");
  const changed = destinations.filter((one) => one.kind === "change" && !isDrained(one));
  return [...own(difference), ...[...added, ...changed].flatMap(setting(service))];
}

function own({ key: service, kind, after: settings }: ServiceDifference): Change[] {
  if (settings === undefined || kind === "same") return [];
  return [{ do: kind === "add" ? "add-service" : "edit-service", service, settings }];
}

function taken({ key: service, kind, destinations }: ServiceDifference): Change[] {
  if (kind === "remove") return [];
  const drained = destinations.filter((one) => one.kind === "change" && isDrained(one));
  const gone = destinations.filter((one) => one.kind === "remove");
  return [
    ...drained.flatMap(setting(service)),
    ...gone.map(({ key: destination }): Change => ({ do: "delete-destination", service, destination })),
  ];
}

function deleted({ key: service, kind }: ServiceDifference): Change[] {
  return kind === "remove" ? [{ do: "delete-service", service }] : [];
}

function isDrained({ after }: DestinationDifference): boolean {
  return after?.weight === 0;
}

function setting(service: ServiceKey): (difference: DestinationDifference) => Change[] {
  return ({ kind, key: destination, after: settings }) => {
    if (settings === undefined) return [];
    return [{ do: kind === "add" ? "add-destination" : "edit-destination", service, destination, settings }];
  };
}
