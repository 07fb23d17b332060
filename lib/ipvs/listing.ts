/**
 * The table as text, byte for byte as ipvsadm -L prints it: names, order and what to show are given. What a format prints
 * of an entry is listing-formats.ts'.
 */

import { type Family, familyOf } from "../net/address.ts";
import { cut, type EndpointNames, endpointText } from "./endpoint-text.ts";
import { serviceFamily } from "./identity.ts";
import { formats, type ListingFormat, padded } from "./listing-formats.ts";
import type { Destination, IpvsInfo, Protocol, Service, ServiceKey } from "./model.ts";

export interface ListedService {
  readonly service: Service;
  readonly destinations: readonly Destination[];
}

export interface ListingStyle {
  readonly format: ListingFormat;
  /** Counters in all their digits. */
  readonly exact: boolean;
}

/** What stands above the services. @param info printed first where the whole table is listed. */
export function listingHead({ format }: ListingStyle, info: IpvsInfo | undefined): string {
  const version = info && `IP Virtual Server version ${info.version} (size=${info.connectionTableSize})\n`;
  return `${version ?? ""}${formats[format].titles.join("\n")}\n`;
}

/** The lines of one service. */
export function listedServiceText(
  { format, exact }: ListingStyle,
  { service, destinations }: ListedService,
  names: EndpointNames,
): string {
  const rows = formats[format];
  const protocol = protocolOfKey(service.key);
  const lines = [rows.service(serviceName(service.key, names), service, exact)];
  for (const destination of destinations)
    lines.push(`  -> ${destinationName(destination, protocol, names)}${rows.destination(destination, exact)}`);
  // Joined, because a sum of strings keeps all its summands in memory.
  return `${lines.join("\n")}\n`;
}

/** @returns undefined for a fwmark, which is of no protocol. */
export function protocolOfKey(key: ServiceKey): Protocol | undefined {
  return key.kind === "fwmark" ? undefined : key.protocol;
}

function serviceName(key: ServiceKey, names: EndpointNames): string {
  if (key.kind === "fwmark") return `FWM  ${key.fwmark}${key.family === "inet6" ? " IPv6" : ""}`;
  const name = `${protocolText(key.protocol).padEnd(4)} ${endpointText(key, key.protocol, names)}`;
  return cutToColumn(name, 33, serviceFamily(key));
}

function destinationName({ key }: Destination, protocol: Protocol | undefined, names: EndpointNames): string {
  const name = cutToColumn(endpointText(key, protocol, names), 28, familyOf(key.address));
  return padded(name, 28);
}

/** IPv6 runs over its column instead. */
function cutToColumn(text: string, width: number, family: Family): string {
  return family === "inet" ? cut(text, width) : text;
}

function protocolText(protocol: Protocol): string {
  return protocol.startsWith("protocol-") ? "?" : protocol.toUpperCase();
}
