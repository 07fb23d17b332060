/** Connections as text, byte for byte as ipvsadm -Lc prints them, in the order given. */

import type { Connection } from "./connection.ts";
import { type EndpointNames, endpointText } from "./endpoint-text.ts";
import type { Protocol } from "./model.ts";

/** @param persistent with columns for the persistence engine and its data. */
export function connectionTitles(persistent: boolean): string {
  const places = ["source".padEnd(18), "virtual".padEnd(18)];
  const last = persistent ? ["destination".padEnd(18), "pe name".padEnd(16), "pe_data"] : ["destination"];
  return `IPVS connection entries\n${["pro expire", "state".padEnd(11), ...places, ...last].join(" ")}\n`;
}

/** One line for each, every one with its end. */
export function connectionRows(connections: readonly Connection[], persistent: boolean, names: EndpointNames): string {
  return connections.map((one) => `${row(one, persistent, names)}\n`).join("");
}

function row(connection: Connection, persistent: boolean, names: EndpointNames): string {
  const { protocol, client, virtual, destination, state, engine } = connection;
  const known = protocolOf(protocol);
  const [from, to, at] = [client, virtual, destination].map((one) => endpointText(one, known, names)) as Places;
  const start = `${protocol.padEnd(3)} ${timeText(connection.expires).padEnd(6)} ${state.padEnd(11)}`;
  const places = `${start} ${from.padEnd(18)} ${to.padEnd(18)}`;
  if (!persistent || engine === undefined) return `${places} ${at}`;
  return `${places} ${at.padEnd(16)} ${engine.name.padEnd(18)} ${engine.data}`;
}

type Places = [from: string, to: string, at: string];

const protocols: Readonly<Record<string, Protocol>> = { TCP: "tcp", UDP: "udp", SCTP: "sctp" };

/** @returns undefined for what has no names of ports. */
function protocolOf(name: string): Protocol | undefined {
  return Object.hasOwn(protocols, name) ? protocols[name] : undefined;
}

/** Minutes and seconds; the minutes may be more than two digits. */
function timeText(seconds: number): string {
  return [Math.floor(seconds / 60), seconds % 60].map((part) => String(part).padStart(2, "0")).join(":");
}
