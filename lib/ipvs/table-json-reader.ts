/**
 * JSON → the table that is wanted. Takes what table-json.ts writes, listings with their connections and counters included;
 * what a person leaves out has ipvsadm's defaults. Every fault has its path; nothing is guessed.
 */

import {
  fieldsOf,
  type JsonFault,
  JsonFaults,
  type JsonFields,
  list,
  oneOf,
  trueOrFalse,
  wholeNumber,
} from "../diag/json-fields.ts";
import { type Family, familyOf } from "../net/address.ts";
import { destinationId, serviceFamily, serviceId } from "./identity.ts";
import type {
  DestinationSettings,
  DestinationState,
  ForwardingMethod,
  ServiceKey,
  ServiceSettings,
  ServiceState,
  Tunnel,
} from "./model.ts";
import { parseSchedulerFlags } from "./scheduler-flags.ts";
import {
  address,
  anything,
  engine,
  flagNames,
  forwarding,
  int,
  masks,
  port,
  protocol,
  scheduler,
} from "./table-json-values.ts";

const tableFields = ["services", "version", "connectionTableSize"] as const;
const serviceFields = [
  "protocol",
  "address",
  "port",
  "fwmark",
  "family",
  "scheduler",
  "schedulerFlags",
  "persistenceTimeout",
  "persistenceEngine",
  "netmask",
  "onePacket",
  "destinations",
  "counters",
] as const;
const destinationFields = [
  "address",
  "port",
  "forwarding",
  "weight",
  "upperThreshold",
  "lowerThreshold",
  "tunnel",
  "activeConnections",
  "inactiveConnections",
  "persistentConnections",
  "state",
  "trafficShare",
  "counters",
] as const;

const defaultMasks: readonly string[] = ["255.255.255.255", "128"];

export type TableRead = { readonly services: readonly ServiceState[] } | { readonly faults: readonly JsonFault[] };

/** @param value what JSON.parse gave. @returns each service, and within it each destination, once. */
export function readTable(value: unknown): TableRead {
  const faults = new JsonFaults();
  const services = readServices(value, faults);
  return faults.all.length > 0 ? { faults: faults.all } : { services };
}

function readServices(value: unknown, faults: JsonFaults): ServiceState[] {
  const raw = fieldsOf(value, "$", tableFields, faults)?.need("services", list) ?? [];
  const places = new Map<string, string>();
  return raw.flatMap((one, i) => {
    const path = `$.services[${i}]`;
    const service = readService(one, path, faults);
    if (service === undefined) return [];
    return isFirst(places, serviceId(service.key), path, faults) ? [service] : [];
  });
}

function isFirst(places: Map<string, string>, id: string, path: string, faults: JsonFaults): boolean {
  const earlier = places.get(id);
  if (earlier !== undefined) faults.add(path, `${id} is there already, at ${earlier}`);
  else places.set(id, path);
  return earlier === undefined;
}

function readService(value: unknown, path: string, faults: JsonFaults): ServiceState | undefined {
  const fields = fieldsOf(value, path, serviceFields, faults);
  const key = fields && readKey(fields);
  if (fields === undefined || key === undefined) return undefined;
  const places = new Map<string, string>();
  const destinations = (fields.take("destinations", list) ?? []).flatMap((one, i) => {
    const at = `${path}.destinations[${i}]`;
    const destination = readDestination(one, at, key, faults);
    if (destination === undefined) return [];
    return isFirst(places, destinationId(destination.key), at, faults) ? [destination] : [];
  });
  return { key, settings: readServiceSettings(fields, serviceFamily(key)), destinations };
}

/** @param fields an object with protocol, address and port, or fwmark and family. */
export function readKey(fields: JsonFields): ServiceKey | undefined {
  if (fields.has("fwmark")) {
    for (const name of ["protocol", "address", "port"])
      if (fields.has(name)) fields.fault(name, "a service has either a fwmark or protocol, address and port");
    const fwmark = fields.take("fwmark", wholeNumber(1, 4_294_967_295));
    const family = fields.has("family") ? fields.take("family", oneOf("inet", "inet6")) : "inet";
    return fwmark === undefined || family === undefined ? undefined : { kind: "fwmark", family, fwmark };
  }
  if (fields.has("family")) fields.fault("family", "only a service by fwmark has one");
  const own = {
    protocol: fields.need("protocol", protocol),
    address: fields.need("address", address),
    port: fields.need("port", port),
  };
  if (own.protocol === undefined || own.address === undefined || own.port === undefined) return undefined;
  return { kind: "address", protocol: own.protocol, address: own.address, port: own.port };
}

function readServiceSettings(fields: JsonFields, family: Family): ServiceSettings {
  const name = fields.take("scheduler", scheduler) ?? "wlc";
  // 31 days, as ipvsadm bounds it.
  const persistenceTimeout = fields.take("persistenceTimeout", wholeNumber(1, 2_678_400));
  const persistenceEngine = fields.take("persistenceEngine", engine);
  const netmask = fields.take("netmask", masks[family]);
  return {
    scheduler: name,
    onePacket: fields.take("onePacket", trueOrFalse) ?? false,
    schedulerFlags: readFlags(fields, name),
    ...(persistenceTimeout === undefined ? {} : { persistenceTimeout }),
    ...(persistenceEngine === undefined ? {} : { persistenceEngine }),
    ...(netmask === undefined || defaultMasks.includes(netmask) ? {} : { netmask }),
  };
}

function readFlags(fields: JsonFields, scheduler: string): number {
  const flags = parseSchedulerFlags(scheduler, fields.take("schedulerFlags", flagNames) ?? "");
  if ("flags" in flags) return flags.flags;
  if ("unknown" in flags) fields.fault("schedulerFlags", `there is no flag ${flags.unknown}`);
  else fields.fault("schedulerFlags", `${flags.incompatible} is no flag of the scheduler ${scheduler}`);
  return 0;
}

function readDestination(
  value: unknown,
  path: string,
  service: ServiceKey,
  faults: JsonFaults,
): DestinationState | undefined {
  const fields = fieldsOf(value, path, destinationFields, faults);
  const own = fields?.need("address", address);
  if (fields === undefined || own === undefined) return undefined;
  const settings = readDestinationSettings(fields, faults);
  if (familyOf(own) !== serviceFamily(service) && settings.forwarding !== "tunnel")
    fields.fault("address", "only forwarding by tunnel leads to an address of the other family");
  const servicePort = service.kind === "address" ? service.port : 0;
  return { key: { address: own, port: fields.take("port", port) ?? servicePort }, settings };
}

function readDestinationSettings(fields: JsonFields, faults: JsonFaults): DestinationSettings {
  const method = fields.take("forwarding", forwarding) ?? "direct";
  const upperThreshold = fields.take("upperThreshold", int) ?? 0;
  const lowerThreshold = fields.take("lowerThreshold", int) ?? 0;
  if (lowerThreshold > upperThreshold)
    fields.fault("lowerThreshold", `${lowerThreshold} is above upperThreshold, which is ${upperThreshold}`);
  const tunnel = readTunnel(fields, method, faults);
  return {
    forwarding: method,
    weight: fields.take("weight", int) ?? 1,
    upperThreshold,
    lowerThreshold,
    ...(tunnel === undefined || tunnel.type === "ipip" ? {} : { tunnel }),
  };
}

function readTunnel(fields: JsonFields, method: ForwardingMethod, faults: JsonFaults): Tunnel | undefined {
  const raw = fields.take("tunnel", anything);
  if (raw === undefined) return undefined;
  if (method !== "tunnel") return fields.fault("tunnel", `forwarding ${JSON.stringify(method)} takes none`);
  const own = fieldsOf(raw, fields.at("tunnel"), ["type", "port", "checksum"], faults);
  const type = own?.need("type", oneOf("ipip", "gue", "gre"));
  if (own === undefined || type === undefined) return undefined;
  const checksums = { ipip: ["none"], gre: ["none", "checksum"], gue: ["none", "checksum", "remote"] } as const;
  const checksum = own.take("checksum", oneOf<Tunnel["checksum"]>(...checksums[type])) ?? "none";
  if (type !== "gue") {
    own.take("port", wholeNumber(0, 0));
    return { type, port: 0, checksum };
  }
  return { type, port: own.need("port", wholeNumber(1, 65_535)) ?? 1, checksum };
}
