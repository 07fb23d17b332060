/** What instances and sync groups watch, complete with defaults; what it makes of a priority is the election's. Plain data. */

import type { Command } from "./notify.ts";

/** Positive: added while what is watched is well; negative: added while it is not; 0: a failure means FAULT. */
export interface Weight {
  readonly weight: number;
  /** The weight counts with the other sign; with 0 success means FAULT. */
  readonly reverse: boolean;
}

/** One line of a `track_...` block, with what its definition hands down. */
export interface Tracked extends Weight {
  readonly kind: "interface" | "script" | "file" | "process" | "bfd";
  readonly name: string;
}

export interface TrackedScript extends Weight {
  readonly name: string;
  readonly command: Command;
  /** Milliseconds from one start to the next. */
  readonly interval: number;
  /** Milliseconds before it is ended and counts as failed. */
  readonly timeout: number;
  /** Results in a row that change the verdict. */
  readonly rise: number;
  readonly fall: number;
  /** Counts as failed until its first success. */
  readonly failsAtFirst: boolean;
}

/** The file's number times the weight is added. */
export interface TrackedFile extends Weight {
  readonly name: string;
  readonly path: string;
  /** Written at the start. */
  readonly initial?: { readonly value: number; readonly overwrite: boolean };
}

export interface TrackedProcess extends Weight {
  readonly name: string;
  readonly command: readonly string[];
  /** How the arguments are compared; absent: not at all. */
  readonly parameters?: "exact" | "initial" | "partial";
  /** Compares the whole first argument, with its path. */
  readonly fullCommand: boolean;
  /** Numbers of processes that are well; absent: no limit above. */
  readonly least: number;
  readonly most?: number;
  /** Milliseconds before a new process, and before the loss of one, counts. */
  readonly forkDelay: number;
  readonly terminateDelay: number;
}

/** All definitions of a configuration. */
export interface Trackers {
  readonly scripts: readonly TrackedScript[];
  readonly files: readonly TrackedFile[];
  readonly processes: readonly TrackedProcess[];
}
