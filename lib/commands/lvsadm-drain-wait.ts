/** Waiting until a drained real server has no connection left. Looks now and then; knows nothing of how it is shown. */

import type { Place } from "../ipvs/drain.ts";
import { destinationId } from "../ipvs/identity.ts";
import type { Destination } from "../ipvs/model.ts";
import type { Clock, Millis } from "../ports/clock.ts";
import type { IpvsTable } from "../ports/ipvs-table.ts";
import type { Signals } from "../ports/signals.ts";

/** What is left at all places together. */
export interface Left {
  readonly active: number;
  readonly inactive: number;
  /** Clients that persist: they come back to the server whatever its weight. */
  readonly persistent: number;
}

export type WaitEnd =
  | { readonly why: "gone"; readonly left: Left }
  | { readonly why: "timeout"; readonly left: Left }
  | { readonly why: "SIGINT" | "SIGTERM" | "SIGHUP"; readonly left: Left }
  /** Somebody gave it a weight again. */
  | { readonly why: "raised"; readonly left: Left; readonly place: Place };

export interface WaitPorts {
  readonly table: IpvsTable;
  readonly clock: Clock;
  readonly nap: Nap;
}

const interval: Millis = 500;

/**
 * @param timeout undefined: as long as it takes.
 * @param onLook told of each look.
 * @throws SystemError where the table cannot be read any more
 */
export async function waitUntilGone(
  { table, clock, nap }: WaitPorts,
  places: readonly Place[],
  timeout: Millis | undefined,
  onLook: (left: Left) => void,
): Promise<WaitEnd> {
  const start = clock.now();
  for (;;) {
    const { left, raised } = await look(table, places);
    onLook(left);
    if (raised !== undefined) return { why: "raised", left, place: raised };
    if (left.active + left.inactive === 0) return { why: "gone", left };
    if (nap.ended !== undefined) return { why: nap.ended, left };
    const rest = timeout === undefined ? interval : start + timeout - clock.now();
    if (rest <= 0) return { why: "timeout", left };
    await nap.sleep(Math.min(interval, rest));
  }
}

type Signal = "SIGINT" | "SIGTERM" | "SIGHUP";

/** Sleep that a signal ends, for good: also one that came before, while the table was changed. */
export class Nap {
  readonly #clock: Clock;
  #wake: () => void = () => {};
  ended: Signal | undefined;

  constructor(clock: Clock, signals: Signals) {
    this.#clock = clock;
    for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) signals.on(signal, () => this.#end(signal));
  }

  sleep(duration: Millis): Promise<void> {
    if (this.ended !== undefined) return Promise.resolve();
    return new Promise((resolve) => {
      const timer = this.#clock.at(this.#clock.now() + duration, resolve);
      this.#wake = () => {
        timer.cancel();
        resolve();
      };
    });
  }

  #end(signal: Signal): void {
    this.ended ??= signal;
    this.#wake();
  }
}

/** One dump for each service. What has been deleted has no connections that one could wait for. */
export async function look(
  table: IpvsTable,
  places: readonly Place[],
): Promise<{ readonly left: Left; readonly raised: Place | undefined; readonly found: readonly Found[] }> {
  const found: Found[] = [];
  for (const place of places) {
    const rows = await table.destinations(place.service);
    const row = rows.find(({ key }) => destinationId(key) === destinationId(place.destination.key));
    if (row !== undefined) found.push({ place, row });
  }
  return { left: leftOf(found), found, raised: found.find(({ row }) => row.settings.weight > 0)?.place };
}

export function leftOf(found: readonly Found[]): Left {
  const total = (of: (row: Destination) => number) => found.reduce((sum, { row }) => sum + of(row), 0);
  return {
    active: total((row) => row.activeConnections),
    inactive: total((row) => row.inactiveConnections),
    persistent: total((row) => row.persistentConnections),
  };
}

export interface Found {
  readonly place: Place;
  readonly row: Destination;
}
