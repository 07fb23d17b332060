/**
 * The table as text, byte for byte as ipvsadm -L prints it: names, order and what to show are given. A format is a row of
 * a table: its two title lines, and what it prints of a service and of a destination.
 */

import { type Family, familyOf } from "../net/address.ts";
import { cut, type EndpointNames, endpointText } from "./endpoint-text.ts";
import { serviceFamily } from "./identity.ts";
import type { Destination, ForwardingMethod, IpvsInfo, Protocol, Service, ServiceKey } from "./model.ts";
import { schedulerFlagsText } from "./scheduler-flags.ts";

export interface ListedService {
  readonly service: Service;
  readonly destinations: readonly Destination[];
}

export type ListingFormat = "default";

interface Format {
  readonly titles: readonly [string, string];
  /** @param name such as `TCP  10.0.0.1:80`. */
  service(name: string, service: Service): string;
  /** What follows the destination's name. */
  destination(destination: Destination): string;
}

const formats: Readonly<Record<ListingFormat, Format>> = {
  default: {
    titles: [
      "Prot LocalAddress:Port Scheduler Flags",
      "  -> RemoteAddress:Port           Forward Weight ActiveConn InActConn",
    ],
    service: (name, { settings }) => {
      const { scheduler, persistenceTimeout, netmask, persistenceEngine } = settings;
      const flags = schedulerFlagsText(scheduler, settings.schedulerFlags);
      const words = [name, scheduler, ...(flags ? [`(${flags})`] : [])];
      if (persistenceTimeout !== undefined) {
        words.push(`persistent ${persistenceTimeout}`);
        if (netmask !== undefined) words.push(`mask ${netmask}`);
        if (persistenceEngine !== undefined) words.push(`pe ${persistenceEngine}`);
      }
      return [...words, ...(settings.onePacket ? ["ops"] : [])].join(" ");
    },
    destination: ({ settings, activeConnections, inactiveConnections }) =>
      columns([
        [forwardingText(settings.forwarding), 7],
        [settings.weight, 6],
        [activeConnections, 10],
        [inactiveConnections, 10],
      ]),
  },
};

/** @param info printed first where the whole table is listed. @param services in the order wanted. */
export function listingText(
  format: ListingFormat,
  info: IpvsInfo | undefined,
  services: readonly ListedService[],
  names: EndpointNames,
): string {
  const { titles, ...rows } = formats[format];
  const lines = [
    ...(info ? [`IP Virtual Server version ${info.version} (size=${info.connectionTableSize})`] : []),
    ...titles,
  ];
  for (const { service, destinations } of services) {
    lines.push(rows.service(serviceName(service.key, names), service));
    const protocol = protocolOfKey(service.key);
    for (const destination of destinations)
      lines.push(`  -> ${destinationName(destination, protocol, names)}${rows.destination(destination)}`);
  }
  return `${lines.join("\n")}\n`;
}

/** @returns undefined for a fwmark, which is of no protocol. */
export function protocolOfKey(key: ServiceKey): Protocol | undefined {
  return key.kind === "fwmark" ? undefined : key.protocol;
}

/** Left-aligned, each after a blank, never cut. */
function columns(cells: readonly (readonly [text: string | number, width: number])[]): string {
  return cells.map(([text, width]) => ` ${String(text).padEnd(width)}`).join("");
}

function serviceName(key: ServiceKey, names: EndpointNames): string {
  if (key.kind === "fwmark") return `FWM  ${key.fwmark}${key.family === "inet6" ? " IPv6" : ""}`;
  const name = `${protocolText(key.protocol).padEnd(4)} ${endpointText(key, key.protocol, names)}`;
  return cutToColumn(name, 33, serviceFamily(key));
}

function destinationName({ key }: Destination, protocol: Protocol | undefined, names: EndpointNames): string {
  return cutToColumn(endpointText(key, protocol, names), 28, familyOf(key.address)).padEnd(28);
}

/** IPv6 runs over its column instead. */
function cutToColumn(text: string, width: number, family: Family): string {
  return family === "inet" ? cut(text, width) : text;
}

function protocolText(protocol: Protocol): string {
  return protocol.startsWith("protocol-") ? "?" : protocol.toUpperCase();
}

const forwardingTexts: Readonly<Record<string, string>> = {
  masquerade: "Masq",
  local: "Local",
  tunnel: "Tunnel",
  direct: "Route",
  bypass: "Bypass",
};

function forwardingText(forwarding: ForwardingMethod): string {
  return forwardingTexts[forwarding] ?? "?";
}
