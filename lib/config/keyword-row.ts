/**
 * What one row of the table of keywords says, and which blocks the language has. The rows themselves are in keywords/;
 * parser, checks, suggestions and documentation all read them and nothing else.
 */

import type { Severity } from "../diag/diagnostic.ts";
import type { Arguments } from "./arguments.ts";
import type { BlockName, Command, ListBlock } from "./block-names.ts";

export interface KeywordRow<T = unknown> {
  /** What stands after the keyword, before any block. */
  readonly takes: Arguments<T>;
  /** One line: what it means, with the unit. */
  readonly doc: string;
  /** 1: most configurations need it; 2: less common; 3: exotic. */
  readonly tier: 1 | 2 | 3;
  /** The first keepalived that knew it, where Debian 12's (2.2.7) does not. */
  readonly since?: string;
  /** No keepalived of today knows it; files of long ago have it. */
  readonly gone?: true;
  /** As a person would write it; absent: nothing. */
  readonly default?: string;
  /** Empty: no command does anything with it yet. */
  readonly usedBy: readonly Command[];
  /** What going on without it means; in blocks that as a whole are not implemented, the block's row says it. */
  readonly later?: Later;
  /** With this value lvskit does what it says all the same; absent: with `false`. */
  readonly asDone?: unknown;
  /** The block that must follow. */
  readonly opens?: BlockName;
  /** May stand more than once in its block, each with its own meaning. */
  readonly repeats?: true;
  /** May stand more than once, and all its blocks count as one. */
  readonly joins?: true;
  /** Other spelling of this keyword of the same block. */
  readonly standsFor?: string;
  /** It works, with a warning that names `standsFor` or tells `instead`. */
  readonly deprecated?: true;
  /** What to do instead of a deprecated keyword that has no other name in its block, as an instruction. */
  readonly instead?: string;
  /** Its value is a password: never quoted. */
  readonly secret?: true;
}

export type Rows = Readonly<Record<string, KeywordRow>>;

/** Of a keyword that is read and checked, and has no effect here yet. */
export interface Later {
  /** An error where a daemon that goes on without it would do harm; a note where nobody would miss it. */
  readonly severity: Severity;
  /** What going on without it means, as a clause: `failed real servers would stay in use`. */
  readonly consequence: string;
}

export interface BlockTable<R extends Rows = Rows> {
  readonly rows: R;
  /** The list block whose entries old files have here without its name and braces. */
  readonly bare?: {
    readonly block: ListBlock;
    /** What is said of it, as a sentence. */
    readonly message: string;
  };
}
