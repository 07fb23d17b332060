/**
 * ipvsadm's formats of a listing as rows of a table: two title lines, and what each prints of a service and of a
 * destination, byte for byte. Knows nothing of names or of order.
 */

import { amountText, exactAmountText } from "./amounts.ts";
import type { Counters, Destination, ForwardingMethod, Service } from "./model.ts";
import { effectiveTunnel } from "./normal.ts";
import { schedulerFlagsText } from "./scheduler-flags.ts";

export type ListingFormat = "default" | "stats" | "rate" | "thresholds" | "persistent-conn" | "tun-info";

export interface Format {
  readonly titles: readonly [string, string];
  /** @param name such as `TCP  10.0.0.1:80`. @param exact counters in all their digits. */
  service(name: string, service: Service, exact: boolean): string;
  /** What follows the destination's name. */
  destination(destination: Destination, exact: boolean): string;
}

/** Blanks by their number: padEnd makes them anew each time, which is a quarter of the memory that a long listing takes. */
const blanks = Array.from({ length: 64 }, (_, length) => " ".repeat(length));

/** Of a service and its title in listings of counters. */
const nameColumn = 33;
const plainTitle = "Prot LocalAddress:Port Scheduler Flags";
const wideTitle = "Prot LocalAddress:Port".padEnd(nameColumn);
const counterSubtitle = "  -> RemoteAddress:Port";

export const formats: Readonly<Record<ListingFormat, Format>> = {
  default: {
    titles: [plainTitle, "  -> RemoteAddress:Port           Forward Weight ActiveConn InActConn"],
    service: settingsText,
    destination: (one) =>
      column(forwardingText(one.settings.forwarding), 7) + column(one.settings.weight, 6) + connectionColumns(one),
  },
  stats: {
    titles: [`${wideTitle}${numberTitles("Conns", "InPkts", "OutPkts", "InBytes", "OutBytes")}`, counterSubtitle],
    service: (name, { counters }, exact) => `${name.padEnd(nameColumn)}${statsText(counters, exact)}`,
    destination: ({ counters }, exact) => statsText(counters, exact),
  },
  rate: {
    titles: [`${wideTitle}${numberTitles("CPS", "InPPS", "OutPPS", "InBPS", "OutBPS")}`, counterSubtitle],
    service: (name, { counters }, exact) => `${name.padEnd(nameColumn)}${rateText(counters, exact)}`,
    destination: ({ counters }, exact) => rateText(counters, exact),
  },
  thresholds: {
    titles: [
      `${wideTitle}${["Uthreshold", "Lthreshold", "ActiveConn", "InActConn"].map((title) => column(title, 10)).join("")}`,
      counterSubtitle,
    ],
    service: settingsText,
    destination: (one) =>
      column(one.settings.upperThreshold, 10) + column(one.settings.lowerThreshold, 10) + connectionColumns(one),
  },
  "persistent-conn": {
    titles: [wideTitle + persistentColumns("Weight", "PersistConn", "ActiveConn", "InActConn"), counterSubtitle],
    service: settingsText,
    destination: (one) =>
      persistentColumns(one.settings.weight, one.persistentConnections, one.activeConnections, one.inactiveConnections),
  },
  "tun-info": {
    titles: [plainTitle, "  -> RemoteAddress:Port           Forward TunnelInfo    Weight ActiveConn InActConn"],
    service: settingsText,
    destination: (one) =>
      column(forwardingText(one.settings.forwarding), 7) +
      column(tunnelText(one.settings), 13) +
      column(one.settings.weight, 6) +
      connectionColumns(one),
  },
};

/** Left-aligned, after a blank, never cut. */
function column(text: string | number, width: number): string {
  return ` ${padded(String(text), width)}`;
}

/** @returns `text` with blanks up to `width`, which is less than 64. */
export function padded(text: string, width: number): string {
  return text.length >= width ? text : text + blanks[width - text.length];
}

function connectionColumns({ activeConnections, inactiveConnections }: Destination): string {
  return column(activeConnections, 10) + column(inactiveConnections, 10);
}

type Shown = string | number;

function persistentColumns(weight: Shown, persistent: Shown, active: Shown, inactive: Shown): string {
  return column(weight, 9) + column(persistent, 11) + column(active, 10) + column(inactive, 10);
}

function numberTitles(...titles: readonly string[]): string {
  return titles.map((title) => title.padStart(9)).join("");
}

function statsText(of: Counters, exact: boolean): string {
  const text = exact ? exactAmountText : amountText;
  return [of.connections, of.inPackets, of.outPackets, of.inBytes, of.outBytes].map(text).join("");
}

/** Rates of connections and packets are never cut down. */
function rateText(of: Counters, exact: boolean): string {
  const few = [of.connectionRate, of.inPacketRate, of.outPacketRate].map(exactAmountText);
  return [...few, ...[of.inByteRate, of.outByteRate].map(exact ? exactAmountText : amountText)].join("");
}

function settingsText(name: string, { settings }: Service): string {
  const { scheduler, persistenceTimeout, netmask, persistenceEngine } = settings;
  const flags = schedulerFlagsText(scheduler, settings.schedulerFlags);
  const words = [name, scheduler, ...(flags ? [`(${flags})`] : [])];
  if (persistenceTimeout !== undefined) {
    words.push(`persistent ${persistenceTimeout}`);
    if (netmask !== undefined) words.push(`mask ${netmask}`);
    if (persistenceEngine !== undefined) words.push(`pe ${persistenceEngine}`);
  }
  return [...words, ...(settings.onePacket ? ["ops"] : [])].join(" ");
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

const checksumTexts = { none: "-c", checksum: "+c", remote: "r+c" } as const;

function tunnelText(settings: Destination["settings"]): string {
  if (settings.forwarding !== "tunnel") return "n/a";
  const { type, port, checksum } = effectiveTunnel(settings);
  if (type === "ipip") return type;
  return [type, ...(type === "gue" ? [port] : []), checksumTexts[checksum]].join(":");
}
