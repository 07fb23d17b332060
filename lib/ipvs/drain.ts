/**
 * Draining: a real server at weight 0 wherever it serves, and the weights that it had. Knows what is to be remembered and
 * what comes back; not where that is kept.
 */

import type { Address } from "../net/address.ts";
import { destinationId, serviceId } from "./identity.ts";
import type { DestinationKey, DestinationState, ServiceKey, ServiceState } from "./model.ts";

/** A real server as a person names it. */
export interface Server {
  /** Absent where it was named by its address. */
  readonly name?: string;
  /** One, or all that the name has. */
  readonly addresses: readonly [Address, ...Address[]];
  /** Absent: whatever its ports. */
  readonly port?: number;
}

/** @returns the server at each of its addresses by itself. */
export function byAddress({ addresses, port }: Server): Server[] {
  return addresses.map((address) => ({ addresses: [address], ...(port === undefined ? {} : { port }) }));
}

/** The weight, never 0, that a destination had before it was drained. */
export interface RememberedWeight {
  readonly service: ServiceKey;
  readonly destination: DestinationKey;
  readonly weight: number;
}

/** One place where a server serves. */
export interface Place {
  readonly service: ServiceKey;
  readonly destination: DestinationState;
}

export function placesOf(server: Server, services: readonly ServiceState[]): Place[] {
  return services.flatMap(({ key: service, destinations }) =>
    destinations.filter(({ key }) => isOf(server, key)).map((destination) => ({ service, destination })),
  );
}

/** @returns the table with the server at weight 0. */
export function drained(server: Server, services: readonly ServiceState[]): ServiceState[] {
  return withWeights(services, ({ destination }) => (isOf(server, destination.key) ? 0 : undefined));
}

/** @returns what is remembered of all servers: the server's weights now, where they are not 0; else what was remembered before. */
export function remember(
  server: Server,
  services: readonly ServiceState[],
  earlier: readonly RememberedWeight[],
): RememberedWeight[] {
  const fresh = placesOf(server, services)
    .filter(({ destination }) => destination.settings.weight > 0)
    .map(({ service, destination: { key, settings } }) => ({ service, destination: key, weight: settings.weight }));
  const known = new Set(fresh.map(idOf));
  return [...earlier.filter((one) => !known.has(idOf(one))), ...fresh];
}

/** @returns the table with the server's remembered weights where it has weight 0: what somebody gave it since stays. */
export function undrained(
  server: Server,
  services: readonly ServiceState[],
  remembered: readonly RememberedWeight[],
): ServiceState[] {
  const weights = new Map(ofServer(server, remembered).map((one) => [idOf(one), one.weight]));
  return withWeights(services, ({ service, destination: { key, settings } }) =>
    settings.weight === 0 ? weights.get(idOf({ service, destination: key })) : undefined,
  );
}

export function ofServer(server: Server, remembered: readonly RememberedWeight[]): RememberedWeight[] {
  return remembered.filter(({ destination }) => isOf(server, destination));
}

export function notOfServer(server: Server, remembered: readonly RememberedWeight[]): RememberedWeight[] {
  return remembered.filter(({ destination }) => !isOf(server, destination));
}

/** @returns text that is equal for the same place. */
export function idOf({ service, destination }: Pick<RememberedWeight, "service" | "destination">): string {
  return `${serviceId(service)} ${destinationId(destination)}`;
}

export function isOf({ addresses, port }: Server, key: DestinationKey): boolean {
  return addresses.includes(key.address) && (port === undefined || key.port === port);
}

/** @param weightOf undefined: as it is. */
function withWeights(
  services: readonly ServiceState[],
  weightOf: (place: Place) => number | undefined,
): ServiceState[] {
  return services.map((service) => ({
    ...service,
    destinations: service.destinations.map((destination) => {
      const weight = weightOf({ service: service.key, destination });
      return weight === undefined ? destination : { ...destination, settings: { ...destination.settings, weight } };
    }),
  }));
}
