/** Settings in the one form that compares: what two spellings of the same thing in the kernel become. */

import { serviceFamily } from "./identity.ts";
import type { DestinationSettings, ServiceKey, ServiceSettings, Tunnel } from "./model.ts";

const defaultNetmask = { inet: "255.255.255.255", inet6: "128" } as const;

const plainTunnel: Tunnel = { type: "ipip", port: 0, checksum: "none" };

/** @returns the mask or prefix length that the kernel is told, defaults included. */
export function effectiveNetmask(key: ServiceKey, settings: ServiceSettings): string {
  return settings.netmask ?? defaultNetmask[serviceFamily(key)];
}

export function effectiveTunnel(settings: DestinationSettings): Tunnel {
  return settings.tunnel ?? plainTunnel;
}

/** A netmask says which persistent clients are alike: where none persist it does not count, and -S does not print it. */
export function sameServiceSettings(key: ServiceKey, a: ServiceSettings, b: ServiceSettings): boolean {
  return (
    a.scheduler === b.scheduler &&
    a.persistenceTimeout === b.persistenceTimeout &&
    (a.persistenceTimeout === undefined || effectiveNetmask(key, a) === effectiveNetmask(key, b)) &&
    a.onePacket === b.onePacket &&
    a.schedulerFlags === b.schedulerFlags &&
    (a.persistenceEngine ?? "") === (b.persistenceEngine ?? "")
  );
}

/** Tunnel settings of what is no tunnel do not count. */
export function sameDestinationSettings(a: DestinationSettings, b: DestinationSettings): boolean {
  return (
    a.forwarding === b.forwarding &&
    a.weight === b.weight &&
    a.upperThreshold === b.upperThreshold &&
    a.lowerThreshold === b.lowerThreshold &&
    (a.forwarding !== "tunnel" || sameTunnel(effectiveTunnel(a), effectiveTunnel(b)))
  );
}

function sameTunnel(a: Tunnel, b: Tunnel): boolean {
  return a.type === b.type && a.port === b.port && a.checksum === b.checksum;
}
