/** What an operator asks of a table at a glance: which real servers take connections, and who carries how much. Pure. */

import type { ListedService } from "./listing.ts";
import type { Destination } from "./model.ts";

/** drained: weight 0; overloaded: its upper threshold is reached. Neither is given new connections. */
export type ServerState = "serving" | "drained" | "overloaded";

export function serverState(destination: Destination): ServerState {
  if (destination.settings.weight === 0) return "drained";
  return isOverloaded(destination) ? "overloaded" : "serving";
}

/**
 * The kernel marks a destination when its connections reach the upper threshold (ip_vs_dest_update_overload) and does not
 * tell; between the thresholds nobody outside can know, and it counts as serving here.
 */
export function isOverloaded({ settings, activeConnections, inactiveConnections }: Destination): boolean {
  return settings.upperThreshold > 0 && activeConnections + inactiveConnections >= settings.upperThreshold;
}

/** @returns the part of its service's incoming bytes per second, 0..1, by destination; undefined where none flow. */
export function trafficShares({ destinations }: ListedService): readonly (number | undefined)[] {
  const total = destinations.reduce((sum, { counters }) => sum + counters.inByteRate, 0n);
  if (total === 0n) return destinations.map(() => undefined);
  // A ten-thousandth is finer than anything shown.
  return destinations.map(({ counters }) => Number((counters.inByteRate * 10_000n) / total) / 10_000);
}

export interface Connections {
  readonly active: number;
  readonly inactive: number;
}

export function connectionsOf({ destinations }: ListedService): Connections {
  return {
    active: destinations.reduce((sum, { activeConnections }) => sum + activeConnections, 0),
    inactive: destinations.reduce((sum, { inactiveConnections }) => sum + inactiveConnections, 0),
  };
}
