/**
 * From the table as it is to the table as it should be: the smallest list of changes, in an order that keeps serving.
 * Applying a plan and planning again gives an empty list.
 */

import { destinationId, serviceId } from "./identity.ts";
import type { Change, DestinationState, ServiceState } from "./model.ts";
import { sameDestinationSettings, sameServiceSettings } from "./normal.ts";

/**
 * @param current services with their destinations; those that are not in `wanted` are deleted, so leave out what is not
 * yours to delete.
 * @param wanted each service and, within it, each destination at most once.
 * @returns changes in this order: per wanted service first the service itself, then destinations that are new, that
 * change, that are drained to weight 0, that go; services that go come last. So a service that has servers before and
 * after has one at every moment in between.
 */
export function plan(current: readonly ServiceState[], wanted: readonly ServiceState[]): Change[] {
  const before = new Map(current.map((service) => [serviceId(service.key), service]));
  const after = new Set(wanted.map((service) => serviceId(service.key)));
  const gone = current.filter((service) => !after.has(serviceId(service.key)));
  return [
    ...wanted.flatMap((service) => serviceChanges(before.get(serviceId(service.key)), service)),
    ...gone.map(({ key }): Change => ({ do: "delete-service", service: key })),
  ];
}

function serviceChanges(before: ServiceState | undefined, after: ServiceState): Change[] {
  const { key, settings } = after;
  if (before === undefined) return [{ do: "add-service", service: key, settings }, ...destinationChanges([], after)];
  const same = sameServiceSettings(key, before.settings, settings);
  const edit: Change[] = same ? [] : [{ do: "edit-service", service: key, settings }];
  return [...edit, ...destinationChanges(before.destinations, after)];
}

function destinationChanges(
  current: readonly DestinationState[],
  { key: service, destinations }: ServiceState,
): Change[] {
  const before = new Map(current.map((destination) => [destinationId(destination.key), destination]));
  const after = new Set(destinations.map((destination) => destinationId(destination.key)));
  const added = destinations.filter(({ key }) => !before.has(destinationId(key)));
  const changed = destinations.filter(({ key, settings }) => {
    const old = before.get(destinationId(key));
    return old !== undefined && !sameDestinationSettings(old.settings, settings);
  });
  const set = (what: "add-destination" | "edit-destination") => {
    return ({ key: destination, settings }: DestinationState): Change => ({ do: what, service, destination, settings });
  };
  return [
    ...added.map(set("add-destination")),
    ...changed.filter(({ settings }) => settings.weight > 0).map(set("edit-destination")),
    ...changed.filter(({ settings }) => settings.weight === 0).map(set("edit-destination")),
    ...current
      .filter(({ key }) => !after.has(destinationId(key)))
      .map(({ key: destination }): Change => ({ do: "delete-destination", service, destination })),
  ];
}
