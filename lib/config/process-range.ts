/** `quorum` and `quorum_max` of a process → how many of it may run, and which of the two does not count. */

import type { BlockValues, UseOf } from "./block-values.ts";

export interface ProcessRange {
  /** 0 where none at all may run. */
  readonly least: number;
  readonly most?: number;
  /** The later one of two that cross each other, which keepalived leaves out. */
  readonly unused?: UseOf<"vrrp_track_process", "quorum" | "quorum_max">;
}

export function processRange(block: BlockValues<"vrrp_track_process">): ProcessRange {
  const [lower, upper] = [block.last("quorum"), block.last("quorum_max")];
  const [least, most] = [block.get("quorum") ?? 1, block.get("quorum_max")];
  if (most === undefined) return { least };
  if (most >= least) return { least, most };
  if (most === 0 && lower === undefined) return { least: 0, most };
  const first = block.uses.find((use) => use === lower || use === upper);
  if (most === 0 && least === 1) return { least: 0, most, ...(first === upper && lower ? { unused: lower } : {}) };
  if (first === lower && upper) return { least, unused: upper };
  return { least: Math.min(1, most), most, ...(lower ? { unused: lower } : {}) };
}
