/** Entries of the table and their settings in words for people: what a setting is called and how its value is written. */

import { formatEndpoint } from "../net/endpoint.ts";
import type { Change, DestinationSettings, ServiceKey, ServiceSettings } from "./model.ts";
import { effectiveNetmask, effectiveTunnel } from "./normal.ts";
import { schedulerFlagsText } from "./scheduler-flags.ts";

/** A setting with its value; `name` is left out where the value speaks for itself, such as `wlc`. */
export interface Wording {
  readonly name: string;
  readonly value: string;
  readonly speaksForItself?: true;
}

/** @returns `TCP 10.0.0.1:80`, `FWM 7`, `FWM 7 IPv6`, as listings begin. */
export function serviceWords(key: ServiceKey): string {
  if (key.kind === "fwmark") return `FWM ${key.fwmark}${key.family === "inet6" ? " IPv6" : ""}`;
  return `${key.protocol.toUpperCase()} ${formatEndpoint(key)}`;
}

/** What is set; what is at its default has no words, apart from the scheduler. */
export function serviceSettingsWords(key: ServiceKey, settings: ServiceSettings): Wording[] {
  const { scheduler, persistenceTimeout, persistenceEngine, netmask, onePacket } = settings;
  const flags = schedulerFlagsText(scheduler, settings.schedulerFlags);
  return [
    { name: "scheduler", value: scheduler, speaksForItself: true },
    ...(flags === "" ? [] : [{ name: "flags", value: flags }]),
    ...(persistenceTimeout === undefined ? [] : [{ name: "persistent", value: `${persistenceTimeout} s` }]),
    ...(netmask === undefined ? [] : [{ name: "mask", value: effectiveNetmask(key, settings) }]),
    ...(persistenceEngine ? [{ name: "engine", value: persistenceEngine }] : []),
    ...(onePacket ? [{ name: "one-packet", value: "on" }] : []),
  ];
}

export function destinationSettingsWords(settings: DestinationSettings): Wording[] {
  const { forwarding, weight, upperThreshold, lowerThreshold } = settings;
  return [
    { name: "forwarding", value: forwarding, speaksForItself: true },
    { name: "weight", value: String(weight) },
    ...(upperThreshold === 0 ? [] : [{ name: "upper threshold", value: String(upperThreshold) }]),
    ...(lowerThreshold === 0 ? [] : [{ name: "lower threshold", value: String(lowerThreshold) }]),
    ...tunnelWords(settings),
  ];
}

/** A plain ipip tunnel is said by the forwarding already. */
function tunnelWords(settings: DestinationSettings): Wording[] {
  if (settings.forwarding !== "tunnel") return [];
  const { type, port, checksum } = effectiveTunnel(settings);
  if (type === "ipip") return [];
  const words = [type, ...(type === "gue" ? [`port ${port}`] : []), ...(checksum === "none" ? [] : [checksum])];
  return [{ name: "encapsulation", value: words.join(" ") }];
}

/** @returns a change in the infinitive, such as `add 10.0.1.1:80 to TCP 10.0.0.1:80`. */
export function changeWords(change: Change): string {
  switch (change.do) {
    case "clear":
      return "clear the table";
    case "add-service":
      return `add ${serviceWords(change.service)} with scheduler ${change.settings.scheduler}`;
    case "edit-service":
      return `change ${serviceWords(change.service)} to scheduler ${change.settings.scheduler}`;
    case "delete-service":
      return `delete ${serviceWords(change.service)}`;
    case "add-destination":
      return `add ${formatEndpoint(change.destination)} to ${serviceWords(change.service)}`;
    case "edit-destination":
      return `change ${formatEndpoint(change.destination)} in ${serviceWords(change.service)}`;
    case "delete-destination":
      return `delete ${formatEndpoint(change.destination)} from ${serviceWords(change.service)}`;
  }
}
