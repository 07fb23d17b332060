/** What each entry of the table carried at the last samples, for small graphs; bounded however large the table is. */

import { destinationId, serviceId } from "../ipvs/identity.ts";
import type { ListedService } from "../ipvs/listing.ts";
import type { Counters } from "../ipvs/model.ts";
import { connectionsOf } from "../ipvs/overview.ts";

/** What can be graphed. */
export interface Load {
  /** Per second. */
  readonly connections: number;
  /** Bytes per second. */
  readonly in: number;
  readonly out: number;
  /** Connections, now. */
  readonly active: number;
}

/** By entry, oldest first. */
export type History = ReadonlyMap<string, readonly Load[]>;

/** Samples that are kept of each entry. */
export const longestHistory = 40;
/** Entries with a history: more than any screen shows at once, and some MiB at most. */
const mostEntries = 5_000;

export function serviceEntry({ service }: ListedService): string {
  return serviceId(service.key);
}

export function destinationEntry(listed: ListedService, i: number): string {
  const destination = listed.destinations[i];
  return `${serviceEntry(listed)} ${destination ? destinationId(destination.key) : ""}`;
}

export function loadOf(counters: Counters, active: number): Load {
  const { connectionRate, inByteRate, outByteRate } = counters;
  return { connections: Number(connectionRate), in: Number(inByteRate), out: Number(outByteRate), active };
}

export function serviceLoad(listed: ListedService): Load {
  return loadOf(listed.service.counters, connectionsOf(listed).active);
}

/** @returns the history with one more sample; entries that are not in the table any more are forgotten. */
export function remembered(history: History, table: readonly ListedService[]): History {
  const next = new Map<string, readonly Load[]>();
  const remember = (entry: string, load: Load) => {
    if (next.size < mostEntries) next.set(entry, [...(history.get(entry) ?? []), load].slice(-longestHistory));
  };
  for (const listed of table) {
    remember(serviceEntry(listed), serviceLoad(listed));
    for (const [i, { counters, activeConnections }] of listed.destinations.entries())
      remember(destinationEntry(listed, i), loadOf(counters, activeConnections));
  }
  return next;
}
