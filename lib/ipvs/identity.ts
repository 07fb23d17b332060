/** Keys of the IPVS table as text that is equal exactly where the kernel sees the same entry, for maps and messages. */

import { type Family, familyOf } from "../net/address.ts";
import { formatEndpoint } from "../net/endpoint.ts";
import type { DestinationKey, ServiceKey } from "./model.ts";

/** @returns such as `tcp 10.0.0.1:80` or `fwmark 7 inet6`. */
export function serviceId(key: ServiceKey): string {
  return key.kind === "fwmark" ? `fwmark ${key.fwmark} ${key.family}` : `${key.protocol} ${formatEndpoint(key)}`;
}

/** @returns such as `10.0.0.2:80`; unique within its service. */
export function destinationId(key: DestinationKey): string {
  return formatEndpoint(key);
}

export function serviceFamily(key: ServiceKey): Family {
  return key.kind === "fwmark" ? key.family : familyOf(key.address);
}
