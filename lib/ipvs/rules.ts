/** The table as rules that ipvsadm -R reads back: what -S prints. */

import { type EndpointNames, endpointText } from "./endpoint-text.ts";
import { type ListedService, protocolOfKey } from "./listing.ts";
import type { Destination, DestinationSettings, ForwardingMethod, Service, ServiceKey, Tunnel } from "./model.ts";
import { effectiveTunnel } from "./normal.ts";
import { schedulerFlagsText } from "./scheduler-flags.ts";

/** The rules of one service: a line for it, and one for each destination. */
export function rulesText({ service, destinations }: ListedService, names: EndpointNames): string {
  const lines = [serviceRule(service, names)];
  for (const destination of destinations) lines.push(destinationRule(service.key, destination, names));
  // Joined, because a sum of strings keeps all its summands in memory.
  return `${lines.join("\n")}\n`;
}

export function serviceRule({ key, settings }: Service, names: EndpointNames): string {
  const { scheduler, persistenceTimeout, netmask, persistenceEngine, onePacket } = settings;
  const flags = schedulerFlagsText(scheduler, settings.schedulerFlags);
  return [
    `-A ${serviceOption(key, names)} -s ${scheduler}`,
    ...(persistenceTimeout === undefined ? [] : [`-p ${persistenceTimeout}`]),
    ...(persistenceTimeout === undefined || netmask === undefined ? [] : [`-M ${netmask}`]),
    ...(persistenceEngine === undefined ? [] : [`--pe ${persistenceEngine}`]),
    ...(onePacket ? ["-o"] : []),
    ...(flags ? [`-b ${flags}`] : []),
  ].join(" ");
}

const serviceOptions: Readonly<Record<string, string>> = { tcp: "-t", udp: "-u", sctp: "--sctp-service" };

/** A protocol that no option can name gives a line that cannot be read back. */
export function serviceOption(key: ServiceKey, names: EndpointNames): string {
  if (key.kind === "fwmark") return `-f ${key.fwmark}${key.family === "inet6" ? " -6" : ""}`;
  return `${serviceOptions[key.protocol] ?? "--xxx-service"} ${endpointText(key, key.protocol, names)}`;
}

const forwardingOptions: Readonly<Partial<Record<ForwardingMethod, string>>> = { masquerade: "-m", tunnel: "-i" };

export function destinationRule(service: ServiceKey, { key, settings }: Destination, names: EndpointNames): string {
  const place = endpointText(key, protocolOfKey(service), names);
  const tunnel = settings.forwarding === "tunnel" ? tunnelOptions(effectiveTunnel(settings)) : "";
  const forwarding = forwardingOptions[settings.forwarding] ?? "-g";
  const limits = thresholdOptions(settings);
  return `-a ${serviceOption(service, names)} -r ${place} ${forwarding} -w ${settings.weight}${limits}${tunnel}`;
}

/** 0 is none, and what a line without the option means. */
function thresholdOptions({ upperThreshold, lowerThreshold }: DestinationSettings): string {
  return `${upperThreshold === 0 ? "" : ` -x ${upperThreshold}`}${lowerThreshold === 0 ? "" : ` -y ${lowerThreshold}`}`;
}

const checksumOptions = { none: "--tun-nocsum", checksum: "--tun-csum", remote: "--tun-remcsum" } as const;

function tunnelOptions({ type, port, checksum }: Tunnel): string {
  if (type === "ipip") return ` --tun-type ${type}`;
  return ` --tun-type ${type}${type === "gue" ? ` --tun-port ${port}` : ""} ${checksumOptions[checksum]}`;
}
