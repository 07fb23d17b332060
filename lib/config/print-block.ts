/**
 * Typed values → statements, in the table's order and each as its row writes it. Knows no keyword by name; what a caller
 * says of a keyword counts instead of what is written.
 */

import type { KeywordBlock, ListBlock } from "./block-names.ts";
import type { BlockValues, Entry, Keyword, Use, ValueOf } from "./block-values.ts";
import type { KeywordRow } from "./keyword-row.ts";
import { entryOf, isListBlock, rowsOf } from "./keywords.ts";
import type { Places } from "./settings.ts";

/** One statement: its words, and the statements of its block where it has one. */
export interface Printed {
  readonly words: readonly string[];
  readonly block?: readonly Printed[];
}

/** What keywords come to, whatever is written: a value, or undefined where the keyword is not to be printed. */
export type Effective<B extends KeywordBlock> = { readonly [K in Keyword<B>]?: ValueOf<B, K> | undefined };

/** The statements of keywords that have blocks. */
export type EffectiveBlocks<B extends KeywordBlock> = { readonly [K in Keyword<B>]?: readonly Printed[] };

/** @returns the block that a settings object was made from. */
export function blockOf<B extends KeywordBlock>(places: Places, _: B, settings: object): BlockValues<B> | undefined {
  const use = places.from(settings) as Use<unknown, B> | undefined;
  return use?.block as BlockValues<B> | undefined;
}

/** @param written undefined where the settings come from no file. */
export function printBlock<B extends KeywordBlock>(
  name: B,
  written: BlockValues<B> | undefined,
  values: Effective<B>,
  blocks: EffectiveBlocks<B>,
): Printed[] {
  return printRows(name, written?.uses ?? [], values as Overlay<unknown>, blocks as Overlay<readonly Printed[]>);
}

/** @returns what is written for the keyword of a row, each use that is usable or the one that counts. */
export function printUses(row: KeywordRow, uses: readonly Use<unknown>[]): Printed[] {
  const usable = uses.filter(({ value }) => value !== undefined);
  return (row.repeats ? usable : usable.slice(-1)).map((use) => printUse(use));
}

/** @param defaults of keywords of its block, for those that are not written there. */
export function printUse({ keyword, row, value, block }: Use<unknown>, defaults: Overlay<unknown> = {}): Printed {
  const words = [keyword, ...row.takes.write(value)];
  if (row.opens === undefined || block === undefined) return { words };
  if (!("uses" in block)) return { words, block: isListBlock(row.opens) ? printEntries(row.opens, block) : [] };
  const missing = Object.entries(defaults).filter(([name]) => !block.uses.some((use) => use.keyword === name));
  return { words, block: printRows(block.name, block.uses, Object.fromEntries(missing), {}) };
}

type Overlay<T> = Readonly<Record<string, T | undefined>>;

function printRows(
  name: KeywordBlock,
  written: readonly Use<unknown>[],
  values: Overlay<unknown>,
  blocks: Overlay<readonly Printed[]>,
): Printed[] {
  const uses = byKeyword(written);
  return [...rowsOf(name)].flatMap(([keyword, row]) => {
    if (blocks[keyword]) return blocks[keyword];
    if (!Object.hasOwn(values, keyword)) return printUses(row, uses.get(keyword) ?? []);
    return values[keyword] === undefined ? [] : { words: [keyword, ...row.takes.write(values[keyword])] };
  });
}

function byKeyword(written: readonly Use<unknown>[]): Map<string, Use<unknown>[]> {
  const uses = new Map<string, Use<unknown>[]>();
  for (const use of written) {
    const before = uses.get(use.keyword);
    if (before) before.push(use);
    else uses.set(use.keyword, [use]);
  }
  return uses;
}

function printEntries(name: ListBlock, entries: readonly Entry<unknown>[]): Printed[] {
  return entries.flatMap(({ value }) => (value === undefined ? [] : { words: entryOf(name).write(value) }));
}

/** @returns the lines of a file, indented by their depth. */
export function linesOf(statements: readonly Printed[], indent = ""): string[] {
  return statements.flatMap(({ words, block }) => {
    const head = `${indent}${words.map(quoted).join(" ")}`;
    return block ? [`${head} {\n`, ...linesOf(block, `${indent}    `), `${indent}}\n`] : [`${head}\n`];
  });
}

/** Quotes what would not be one word, or not a word but an include; a value read from a file holds no double quote. */
function quoted(text: string): string {
  return /^(?!\/\/|include[abmrw]?$)[\w.:/+-]+$/.test(text) ? text : `"${text}"`;
}
