/**
 * What one row of the table of keywords says, and which blocks the language has. The rows themselves are in keywords/;
 * parser, checks, suggestions and documentation all read them and nothing else.
 */

import type { Severity } from "../diag/diagnostic.ts";
import type { Arguments } from "./arguments.ts";

/** Blocks that hold keywords; `file` is the outermost level. */
export type KeywordBlock =
  | "file"
  | "global_defs"
  | "vrrp_sync_group"
  | "vrrp_instance"
  | "authentication"
  | "virtual_server"
  | "real_server"
  | "TCP_CHECK"
  | "HTTP_GET"
  | "url";

/** Blocks that hold entries instead: one per line, or (`group`) any number of names per line. */
export type ListBlock = "group" | "virtual_ipaddress";

export type BlockName = KeywordBlock | ListBlock;

export type Command = "vrrpd" | "checkd";

export interface KeywordRow<T = unknown> {
  /** What stands after the keyword, before any block. */
  readonly takes: Arguments<T>;
  /** One line: what it means, with the unit. */
  readonly doc: string;
  /** As a person would write it; absent: nothing. */
  readonly default?: string;
  readonly usedBy: readonly Command[];
  /** The block that must follow. */
  readonly opens?: BlockName;
  /** May stand more than once in its block, each with its own meaning. */
  readonly repeats?: true;
  /** Other spelling of this keyword of the same block. */
  readonly standsFor?: string;
  /** An old spelling: works, with a warning that names `standsFor`. */
  readonly deprecated?: true;
  /** Its value is a password: never quoted. */
  readonly secret?: true;
}

export type Rows = Readonly<Record<string, KeywordRow>>;

/** A keyword that exists in keepalived but has no effect here yet. */
export interface NotYet {
  /** An error where a daemon that goes on without it would do harm. */
  readonly severity: Extract<Severity, "error" | "warning">;
  /** What going on without it means, as a clause: `failed real servers would stay in use`. */
  readonly consequence: string;
}

export interface BlockTable<R extends Rows = Rows> {
  readonly rows: R;
  readonly notYet: Readonly<Record<string, NotYet>>;
}
