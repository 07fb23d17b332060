/**
 * A configuration as it is written, typed: for each block every use of its keywords with value, place and inner block.
 * The types come from the table of keywords alone: a row's `takes` says what its values are, its `opens` which block
 * follows, and names of `standsFor` rows are found under the proper name. Nothing is inherited or defaulted here.
 *
 * Reading `track_script { chk weight -20 }` of every instance, with the place of each faulty weight:
 *
 *     for (const instance of loaded.values.all("vrrp_instance"))      // instance.value: its name
 *       for (const { value, statement } of instance.block.last("track_script")?.block ?? [])
 *         if (value?.weight === 0) report.warning("LK....", headSpan(statement), `${value.name} ...`);
 *
 *     const priority = instance.block.get("priority");                // number | undefined
 *     const place = instance.block.place("priority");                 // Span | undefined
 */

import type { Span } from "../diag/source.ts";
import type { Arguments } from "./arguments.ts";
import type { BlockName, KeywordBlock, ListBlock } from "./block-names.ts";
import type { KeywordRow } from "./keyword-row.ts";
import type { entryTables } from "./keywords/entries.ts";
import type { blockTables } from "./keywords.ts";
import { movedStatement } from "./repeated.ts";
import { joinSpans, type Statement } from "./syntax.ts";

/** One line of a list block, and what every use of a keyword has too. */
export interface Entry<T> {
  /** Undefined: what was written is not usable (and was reported). */
  readonly value: T | undefined;
  readonly statement: Statement;
}

/** One use of a keyword. */
export interface Use<T, B extends BlockName | undefined = BlockName | undefined> extends Entry<T> {
  /** The proper name, also where another spelling is written. */
  readonly keyword: string;
  /** What the table says of it, under the spelling that is written. */
  readonly row: KeywordRow;
  /** Empty where the keyword's block is missing (which was reported); undefined where it has none. */
  readonly block: Inner<B>;
}

/** What stands between the braces of a block. */
export type Inner<B extends BlockName | undefined> = B extends KeywordBlock
  ? BlockValues<B>
  : B extends ListBlock
    ? ListValues<B>
    : undefined;

export type ListValues<B extends ListBlock> = readonly Entry<EntryValue<B>>[];
export type EntryValue<B extends ListBlock> = (typeof entryTables)[B] extends Arguments<infer T> ? T : never;

type RowsOf<B extends KeywordBlock> = (typeof blockTables)[B]["rows"];

/** The proper names of a block's keywords. */
export type Keyword<B extends KeywordBlock> = {
  [K in keyof RowsOf<B>]: RowsOf<B>[K] extends { readonly standsFor: string } ? never : K;
}[keyof RowsOf<B>] &
  string;

type RowValue<Row> = Row extends { readonly takes: Arguments<infer T> } ? T : never;
type RowInner<Row> = Row extends { readonly opens: infer B extends BlockName } ? B : undefined;

/** The type of a keyword's values: `ValueOf<"vrrp_script", "weight">`. */
export type ValueOf<B extends KeywordBlock, K extends Keyword<B>> = RowValue<RowsOf<B>[K]>;
/** One use of a keyword of a block: `UseOf<"real_server", "TCP_CHECK">`. */
export type UseOf<B extends KeywordBlock, K extends Keyword<B>> = Use<RowValue<RowsOf<B>[K]>, RowInner<RowsOf<B>[K]>>;

/** Uses among which looking for a keyword is quicker than an index, which takes memory too. */
const mostSearched = 32;

/** Shared: of most keywords that a block is asked for, it has no use. */
const none: readonly Use<unknown>[] = [];

/**
 * One block. The rows' types say what values and inner blocks are; the reader, which alone makes these, keeps to them.
 * Its loops are plain ones: of a large configuration, closures and copies in them show in a profile.
 */
export class BlockValues<B extends KeywordBlock> {
  readonly name: B;
  readonly #uses: Use<unknown>[];
  /** Characters from where `#uses` stand: those are a block's that reads the same. */
  readonly #by: number;
  /** By keyword, of a large block once it has been asked; handed out, so nothing is added to its lists. */
  #index: Map<string, Use<unknown>[]> | undefined;
  /** By the keyword that was probably meant; absent: none was. */
  #misspelt: Map<string, Statement> | undefined;

  constructor(name: B, uses: Use<unknown>[] = [], by = 0) {
    this.name = name;
    this.#uses = uses;
    this.#by = by;
  }

  /** The same for blocks that read the same: what is true of one, wherever it stands, is true of all. */
  get alike(): object {
    return this.#uses;
  }

  /** All uses, in the order in which they are written. */
  get uses(): readonly Use<unknown>[] {
    return this.#placed(this.#uses);
  }

  /** @returns the same values of a block that is repeated `by` characters away in the same text. */
  moved(by: number): BlockValues<B> {
    return new BlockValues(this.name, this.#uses, this.#by + by);
  }

  #placed(uses: readonly Use<unknown>[]): readonly Use<unknown>[] {
    return this.#by === 0 ? uses : uses.map((use) => movedUse(use, this.#by));
  }

  #placedOne(use: Use<unknown> | undefined): Use<unknown> | undefined {
    return use && this.#by !== 0 ? movedUse(use, this.#by) : use;
  }

  /** For the reader alone, which knows that the use fits its row. */
  add(use: Use<unknown>): void {
    this.#uses.push(use);
    this.#index = undefined;
  }

  /** For the reader alone, which has told it. @param keyword that was probably meant */
  addMisspelt(keyword: string, statement: Statement): void {
    this.#misspelt ??= new Map();
    this.#misspelt.set(keyword, statement);
  }

  /** @returns the last statement whose keyword was probably meant to be this one: nothing is missing then. */
  misspelt(keyword: Keyword<B>): Statement | undefined {
    return this.#misspelt?.get(keyword);
  }

  /** @returns every use of `keyword`, in order. */
  all<K extends Keyword<B>>(keyword: K): readonly UseOf<B, K>[] {
    return this.#placed(this.#all(keyword)) as unknown as readonly UseOf<B, K>[];
  }

  #all(keyword: string): readonly Use<unknown>[] {
    if (this.#isLarge) return this.#candidates(keyword);
    let found: Use<unknown>[] | undefined;
    for (const use of this.#uses)
      if (use.keyword === keyword) {
        found ??= [];
        found.push(use);
      }
    return found ?? none;
  }

  /** @returns the last use, which is the one that counts where the keyword does not repeat. */
  last<K extends Keyword<B>>(keyword: K): UseOf<B, K> | undefined {
    return this.#placedOne(lastIn(this.#candidates(keyword), keyword)) as UseOf<B, K> | undefined;
  }

  /** {@link last} for who knows the keyword only as a text, and may ask while uses are added. */
  lastOf(keyword: string): Use<unknown> | undefined {
    return this.#placedOne(lastIn(this.#uses, keyword));
  }

  /** @returns the value of the last use that is usable. */
  get<K extends Keyword<B>>(keyword: K): ValueOf<B, K> | undefined {
    const uses = this.#candidates(keyword);
    for (let i = uses.length - 1; i >= 0; i--) {
      const use = uses[i];
      if (use?.keyword === keyword && use.value !== undefined) return use.value as ValueOf<B, K>;
    }
    return undefined;
  }

  /** @returns true where the keyword is written, usable or not, misspelled or not. */
  has(keyword: Keyword<B>): boolean {
    return lastIn(this.#candidates(keyword), keyword) !== undefined || this.misspelt(keyword) !== undefined;
  }

  /** A virtual server is asked about itself for each of its real servers, of which it may have thousands. */
  #candidates(keyword: string): readonly Use<unknown>[] {
    if (!this.#isLarge) return this.#uses;
    this.#index ??= indexed(this.#uses);
    return this.#index.get(keyword) ?? none;
  }

  get #isLarge(): boolean {
    return this.#uses.length > mostSearched;
  }

  /** @returns where the last use's values stand; the keyword itself where it has none. */
  place(keyword: Keyword<B>): Span | undefined {
    const statement = this.last(keyword)?.statement;
    if (statement === undefined) return undefined;
    const [first] = statement.args;
    return first ? joinSpans(first.span, statement.args.at(-1)?.span ?? first.span) : statement.keyword.span;
  }
}

function movedUse(use: Use<unknown>, by: number): Use<unknown> {
  const block = use.block instanceof BlockValues ? use.block.moved(by) : use.block;
  return { ...use, statement: movedStatement(use.statement, by), block };
}

function lastIn(uses: readonly Use<unknown>[], keyword: string): Use<unknown> | undefined {
  for (let i = uses.length - 1; i >= 0; i--) {
    const use = uses[i];
    if (use?.keyword === keyword) return use;
  }
  return undefined;
}

function indexed(uses: readonly Use<unknown>[]): Map<string, Use<unknown>[]> {
  const index = new Map<string, Use<unknown>[]>();
  for (const use of uses) {
    const before = index.get(use.keyword);
    if (before) before.push(use);
    else index.set(use.keyword, [use]);
  }
  return index;
}
