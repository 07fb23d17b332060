/**
 * What a list of changes makes of a table, worked out without the kernel: what each does, and which it would refuse because
 * of what is in the table by then. What only the kernel can know (schedulers, addresses that can serve) is not judged.
 */

import { destinationId, serviceId } from "./identity.ts";
import type { Change, DestinationState, ServiceSettings, ServiceState } from "./model.ts";

export interface Replayed {
  /** In the order in which services were added. */
  readonly table: ServiceState[];
  readonly refusals: readonly Refusal[];
}

export interface Refusal {
  /** Of the change in the list. */
  readonly index: number;
  /** Symbolic errno as the kernel would answer: EEXIST, ESRCH, ENOENT or ERANGE. */
  readonly code: string;
}

interface Entry {
  readonly key: ServiceState["key"];
  settings: ServiceSettings;
  readonly destinations: Map<string, DestinationState>;
}

type Entries = Map<string, Entry>;

/** A refused change changes nothing; the rest go on. */
export function replay(table: readonly ServiceState[], changes: readonly Change[]): Replayed {
  const entries: Entries = new Map(
    table.map(({ key, settings, destinations }) => [
      serviceId(key),
      { key, settings, destinations: new Map(destinations.map((one) => [destinationId(one.key), one])) },
    ]),
  );
  const refusals: Refusal[] = [];
  for (const [index, change] of changes.entries()) {
    const code = carryOut(entries, change);
    if (code !== undefined) refusals.push({ index, code });
  }
  return {
    table: [...entries.values()].map((entry) => ({ ...entry, destinations: [...entry.destinations.values()] })),
    refusals,
  };
}

function carryOut(entries: Entries, change: Change): string | undefined {
  if (change.do === "clear") {
    entries.clear();
    return undefined;
  }
  const id = serviceId(change.service);
  const entry = entries.get(id);
  if (change.do === "add-service") {
    if (entry) return "EEXIST";
    entries.set(id, { key: change.service, settings: change.settings, destinations: new Map() });
    return undefined;
  }
  return entry === undefined ? "ESRCH" : changeEntry(entries, id, entry, change);
}

function changeEntry(
  entries: Entries,
  id: string,
  entry: Entry,
  change: Exclude<Change, { do: "clear" | "add-service" }>,
): string | undefined {
  switch (change.do) {
    case "edit-service":
      entry.settings = change.settings;
      return undefined;
    case "delete-service":
      entries.delete(id);
      return undefined;
    case "delete-destination":
      return entry.destinations.delete(destinationId(change.destination)) ? undefined : "ENOENT";
    case "add-destination":
    case "edit-destination":
      return setDestination(entry, change);
  }
}

/** In the kernel's order of checks (ip_vs_ctl.c, ip_vs_add_dest and ip_vs_edit_dest). */
function setDestination(
  { destinations }: Entry,
  change: Extract<Change, { do: "add-destination" | "edit-destination" }>,
): string | undefined {
  const { destination: key, settings } = change;
  if (settings.weight < 0 || settings.lowerThreshold > settings.upperThreshold) return "ERANGE";
  const id = destinationId(key);
  if (destinations.has(id) !== (change.do === "edit-destination"))
    return change.do === "edit-destination" ? "ENOENT" : "EEXIST";
  destinations.set(id, { key, settings });
  return undefined;
}
