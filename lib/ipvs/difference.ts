/** What differs between two tables, service by service as a person compares them. Knows nothing of how one becomes the other. */

import { destinationId, serviceId } from "./identity.ts";
import type {
  DestinationKey,
  DestinationSettings,
  DestinationState,
  ServiceKey,
  ServiceSettings,
  ServiceState,
} from "./model.ts";
import { sameDestinationSettings, sameServiceSettings } from "./normal.ts";
import { sortDestinations, sortServices } from "./sort.ts";

/** Of one entry: `same` is a service that only holds other differences. */
export type DifferenceKind = "add" | "remove" | "change" | "same";

export interface ServiceDifference {
  readonly kind: DifferenceKind;
  readonly key: ServiceKey;
  /** Undefined where it is added. */
  readonly before: ServiceSettings | undefined;
  /** Undefined where it is removed. */
  readonly after: ServiceSettings | undefined;
  /** New ones and changed ones in the order wanted, then those that go; all of a service that comes or goes. */
  readonly destinations: readonly DestinationDifference[];
}

export interface DestinationDifference {
  readonly kind: Exclude<DifferenceKind, "same">;
  readonly key: DestinationKey;
  readonly before: DestinationSettings | undefined;
  readonly after: DestinationSettings | undefined;
}

/**
 * @param current services with their destinations, each at most once.
 * @param wanted likewise.
 * @returns the services that differ, or whose destinations do: in the order wanted, then those that go, sorted as listings are: the kernel's own order is that of a hash table.
 */
export function differences(current: readonly ServiceState[], wanted: readonly ServiceState[]): ServiceDifference[] {
  const before = new Map(current.map((service) => [serviceId(service.key), service]));
  const after = new Set(wanted.map((service) => serviceId(service.key)));
  const gone = sortServices(current.filter((service) => !after.has(serviceId(service.key))));
  return [
    ...wanted.map((service) => serviceDifference(before.get(serviceId(service.key)), service)),
    ...gone.map(removedService),
  ].filter(({ kind, destinations }) => kind !== "same" || destinations.length > 0);
}

function serviceDifference(before: ServiceState | undefined, { key, settings, destinations }: ServiceState) {
  const kind = before === undefined ? "add" : sameServiceSettings(key, before.settings, settings) ? "same" : "change";
  return {
    kind,
    key,
    before: before?.settings,
    after: settings,
    destinations: destinationDifferences(before?.destinations ?? [], destinations),
  } as const;
}

function removedService({ key, settings, destinations }: ServiceState): ServiceDifference {
  const gone = destinationDifferences(destinations, []);
  return { kind: "remove", key, before: settings, after: undefined, destinations: gone };
}

function destinationDifferences(
  current: readonly DestinationState[],
  wanted: readonly DestinationState[],
): DestinationDifference[] {
  const before = new Map(current.map(({ key, settings }) => [destinationId(key), settings]));
  const after = new Set(wanted.map(({ key }) => destinationId(key)));
  const gone = sortDestinations(current.filter(({ key }) => !after.has(destinationId(key))));
  return [
    ...wanted.flatMap(({ key, settings }): DestinationDifference[] => {
      const old = before.get(destinationId(key));
      if (old === undefined) return [{ kind: "add", key, before: old, after: settings }];
      return sameDestinationSettings(old, settings) ? [] : [{ kind: "change", key, before: old, after: settings }];
    }),
    ...gone.map(({ key, settings }) => ({ kind: "remove", key, before: settings, after: undefined }) as const),
  ];
}
