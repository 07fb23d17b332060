/** Changes that take changes back: what a roll-back asks of the kernel. Connections and counters of what went do not come back. */

import { destinationId, serviceId } from "./identity.ts";
import type { Change, DestinationKey, DestinationSettings, ServiceKey, ServiceState } from "./model.ts";

/**
 * @param done in the order in which they were done.
 * @param before the table before the first of them.
 * @returns what takes them back, the last first, so that a service that was served all the way is so on the way back.
 */
export function inverse(done: readonly Change[], before: readonly ServiceState[]): Change[] {
  const services = new Map(before.map((service) => [serviceId(service.key), service]));
  const destinations = new Map(before.flatMap(settingsByPlace));
  return done.toReversed().flatMap((change) => inverseOf(change, { services, destinations }));
}

interface Before {
  readonly services: ReadonlyMap<string, ServiceState>;
  /** By {@link placeOf}. */
  readonly destinations: ReadonlyMap<string, DestinationSettings>;
}

function settingsByPlace({ key, destinations }: ServiceState): [string, DestinationSettings][] {
  return destinations.map((one) => [placeOf(key, one.key), one.settings]);
}

function placeOf(service: ServiceKey, destination: DestinationKey): string {
  return `${serviceId(service)} ${destinationId(destination)}`;
}

function inverseOf(change: Change, before: Before): Change[] {
  switch (change.do) {
    case "add-service":
      return [{ do: "delete-service", service: change.service }];
    case "edit-service":
      return [{ do: "edit-service", service: change.service, settings: was(change.service, before).settings }];
    case "delete-service":
      return restored(was(change.service, before));
    case "add-destination":
      return [{ do: "delete-destination", service: change.service, destination: change.destination }];
    case "edit-destination":
    case "delete-destination": {
      const { service, destination } = change;
      const what = change.do === "edit-destination" ? change.do : "add-destination";
      return [{ do: what, service, destination, settings: settingsBefore(service, destination, before) }];
    }
    case "clear":
      return [...before.services.values()].flatMap(restored);
  }
}

function restored({ key: service, settings, destinations }: ServiceState): Change[] {
  return [
    { do: "add-service", service, settings },
    ...destinations.map(
      ({ key: destination, settings }): Change => ({ do: "add-destination", service, destination, settings }),
    ),
  ];
}

function was(key: ServiceKey, { services }: Before): ServiceState {
  const service = services.get(serviceId(key));
  if (service === undefined) throw new TypeError(`${serviceId(key)} was not there before the change`);
  return service;
}

function settingsBefore(service: ServiceKey, key: DestinationKey, { destinations }: Before): DestinationSettings {
  const settings = destinations.get(placeOf(service, key));
  if (settings === undefined) throw new TypeError(`${placeOf(service, key)} was not there before the change`);
  return settings;
}
