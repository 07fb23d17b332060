/**
 * The table as JSON: the schema that lvsadm prints and, through table-json-reader.ts, reads. Names are the model's; what a
 * person sets is always written out, defaults included, so that a reader needs to know none.
 */

import type { Json } from "../diag/json.ts";
import { serviceFamily } from "./identity.ts";
import type { ListedService } from "./listing.ts";
import type {
  Counters,
  Destination,
  DestinationKey,
  DestinationSettings,
  IpvsInfo,
  ServiceKey,
  ServiceSettings,
  ServiceState,
} from "./model.ts";
import { effectiveNetmask, effectiveTunnel } from "./normal.ts";
import { serverState, trafficShares } from "./overview.ts";
import { schedulerFlagsText } from "./scheduler-flags.ts";

type Fields = { readonly [name: string]: Json | undefined };

/** @returns a table as a person would want it: what `lvsadm apply` takes. */
export function tableRecord(services: readonly ServiceState[]): Fields {
  return { services: services.map(stateRecord) };
}

/** @param info absent where only one service was asked for. @returns the table as it is, with connections and counters. */
export function listingRecord(info: IpvsInfo | undefined, listed: readonly ListedService[]): Fields {
  const head = info === undefined ? {} : { version: info.version, connectionTableSize: info.connectionTableSize };
  return { ...head, services: listed.map(listedRecord) };
}

/** @returns `{protocol, address, port}` or `{fwmark, family}`. */
export function serviceKeyRecord(key: ServiceKey): Fields {
  if (key.kind === "fwmark") return { fwmark: key.fwmark, family: key.family };
  return { protocol: key.protocol, address: key.address, port: key.port };
}

/** persistenceTimeout is in seconds and null without persistence; persistenceEngine is null without one. */
export function serviceSettingsRecord(key: ServiceKey, settings: ServiceSettings): Fields {
  return {
    scheduler: settings.scheduler,
    schedulerFlags: schedulerFlagsText(settings.scheduler, settings.schedulerFlags).split(",").filter(Boolean),
    persistenceTimeout: settings.persistenceTimeout ?? null,
    persistenceEngine: settings.persistenceEngine ?? null,
    netmask: netmaskJson(key, settings),
    onePacket: settings.onePacket,
  };
}

export function destinationKeyRecord(key: DestinationKey): Fields {
  return { address: key.address, port: key.port };
}

/** tunnel is there only with forwarding `tunnel`. */
export function destinationSettingsRecord(settings: DestinationSettings): Fields {
  const { forwarding, weight, upperThreshold, lowerThreshold } = settings;
  const tunnel = forwarding === "tunnel" ? { ...effectiveTunnel(settings) } : undefined;
  return { forwarding, weight, upperThreshold, lowerThreshold, tunnel };
}

function stateRecord({ key, settings, destinations }: ServiceState): Fields {
  return {
    ...serviceKeyRecord(key),
    ...serviceSettingsRecord(key, settings),
    destinations: destinations.map((one) => ({
      ...destinationKeyRecord(one.key),
      ...destinationSettingsRecord(one.settings),
    })),
  };
}

function listedRecord(listed: ListedService): Fields {
  const { service, destinations } = listed;
  const shares = trafficShares(listed);
  return {
    ...serviceKeyRecord(service.key),
    ...serviceSettingsRecord(service.key, service.settings),
    counters: countersRecord(service.counters),
    destinations: destinations.map((destination, i) => listedDestinationRecord(destination, shares[i])),
  };
}

/** @param share null in the record where nothing flows. */
function listedDestinationRecord(destination: Destination, share: number | undefined): Fields {
  const { key, settings, counters, ...rest } = destination;
  return {
    ...destinationKeyRecord(key),
    ...destinationSettingsRecord(settings),
    state: serverState(destination),
    trafficShare: share ?? null,
    activeConnections: rest.activeConnections,
    inactiveConnections: rest.inactiveConnections,
    persistentConnections: rest.persistentConnections,
    counters: countersRecord(counters),
  };
}

function countersRecord(counters: Counters): Fields {
  return { ...counters };
}

/** A dotted mask as a string, a prefix length as a number. */
function netmaskJson(key: ServiceKey, settings: ServiceSettings): Json {
  const netmask = effectiveNetmask(key, settings);
  return serviceFamily(key) === "inet" ? netmask : Number(netmask);
}
