/** What is shown of a real server: a table of columns, and which of them there is room for. */

import type { ListedService } from "../ipvs/listing.ts";
import type { Destination, DestinationSettings } from "../ipvs/model.ts";
import { effectiveTunnel } from "../ipvs/normal.ts";
import { type ServerState, serverState, trafficShares } from "../ipvs/overview.ts";
import { formatEndpoint } from "../net/endpoint.ts";
import { percent, short } from "./quantities.ts";

export interface ServerRow {
  readonly destination: Destination;
  readonly state: ServerState;
  /** 0..1 of its service's incoming bytes per second; undefined where none flow. */
  readonly share: number | undefined;
}

export interface Column {
  readonly title: string;
  readonly align: "left" | "right";
  /** The lowest goes first where there is no room for all. */
  readonly importance: number;
  text(row: ServerRow): string;
}

export const columns: readonly Column[] = [
  { title: "real server", align: "left", importance: 10, text: ({ destination }) => formatEndpoint(destination.key) },
  { title: "method", align: "left", importance: 3, text: ({ destination }) => methodText(destination.settings) },
  { title: "weight", align: "right", importance: 8, text: ({ destination }) => String(destination.settings.weight) },
  { title: "share", align: "right", importance: 5, text: ({ share }) => percent(share) },
  { title: "conn/s", align: "right", importance: 7, text: ({ destination }) => rate(destination, "connectionRate") },
  { title: "in B/s", align: "right", importance: 6, text: ({ destination }) => rate(destination, "inByteRate") },
  { title: "out B/s", align: "right", importance: 4, text: ({ destination }) => rate(destination, "outByteRate") },
  { title: "active", align: "right", importance: 8, text: ({ destination }) => short(destination.activeConnections) },
  {
    title: "inactive",
    align: "right",
    importance: 2,
    text: ({ destination }) => short(destination.inactiveConnections),
  },
  { title: "limit", align: "right", importance: 1, text: ({ destination }) => limitText(destination.settings) },
  { title: "state", align: "left", importance: 9, text: ({ state }) => state },
];

/** Blanks between columns. */
export const gap = 2;

export function serverRows(listed: ListedService): ServerRow[] {
  const shares = trafficShares(listed);
  return listed.destinations.map((destination, i) => ({
    destination,
    state: serverState(destination),
    share: shares[i],
  }));
}

export interface Fitted {
  readonly column: Column;
  /** Of its title or its longest text. */
  readonly width: number;
}

/**
 * @param room characters in a line; undefined: no limit.
 * @returns the columns with their widths; the least important are left out as long as a line would be longer than `room`.
 * A column that says nothing of anyone (no limit anywhere) is left out always.
 */
export function fittingColumns(rows: readonly ServerRow[], room: number | undefined): Fitted[] {
  const fitted = columns
    .map((column) => ({ column, width: widest(column, rows) }))
    .filter(({ column }) => column.title !== "limit" || rows.some((row) => column.text(row) !== ""));
  while (room !== undefined && fitted.length > 1 && lineWidth(fitted) > room) {
    const least = fitted.reduce((a, b) => (b.column.importance < a.column.importance ? b : a));
    fitted.splice(fitted.indexOf(least), 1);
  }
  return fitted;
}

export function lineWidth(fitted: readonly Fitted[]): number {
  return fitted.reduce((sum, { width }) => sum + width + gap, -gap);
}

function widest(column: Column, rows: readonly ServerRow[]): number {
  return rows.reduce((width, row) => Math.max(width, column.text(row).length), column.title.length);
}

function rate({ counters }: Destination, name: "connectionRate" | "inByteRate" | "outByteRate"): string {
  return short(Number(counters[name]));
}

function methodText(settings: DestinationSettings): string {
  if (settings.forwarding !== "tunnel") return settings.forwarding;
  const { type } = effectiveTunnel(settings);
  return type === "ipip" ? "tunnel" : `tunnel ${type}`;
}

/** Upper and lower threshold. */
function limitText({ upperThreshold, lowerThreshold }: DestinationSettings): string {
  if (upperThreshold === 0) return "";
  return lowerThreshold === 0 ? short(upperThreshold) : `${short(upperThreshold)}/${short(lowerThreshold)}`;
}
