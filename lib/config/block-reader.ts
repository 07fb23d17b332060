/** A block of keywords and its row in the table → typed values with their places. Knows no keyword by name. */

import type { Span } from "../diag/source.ts";
import type { BlockName, BlockTable, KeywordBlock, KeywordRow, Later, ListBlock, Rows } from "./keyword-row.ts";
import { type blockTables, entryOf, isKeyword, isListBlock, rowOf, rowsOf } from "./keywords.ts";
import type { Report } from "./report.ts";
import { type Block, headSpan, joinSpans, type Statement, type Word } from "./syntax.ts";
import { UnknownKeywords } from "./unknown.ts";

/** One use of a keyword. */
export interface Entry<T> {
  /** Undefined: what was written is not usable (and was reported). */
  readonly value: T | undefined;
  readonly statement: Statement;
}

type TableRows<B extends KeywordBlock> = (typeof blockTables)[B] extends BlockTable<infer R extends Rows> ? R : never;
type ValueOf<Row> = Row extends KeywordRow<infer T> ? T : never;

/** What is shared while one configuration is read. */
export class Reading {
  readonly report: Report;
  readonly unknown: UnknownKeywords;
  /** Inside a block that as a whole is not implemented, which has been told. */
  #within = false;

  constructor(report: Report) {
    this.report = report;
    this.unknown = new UnknownKeywords(report);
  }

  /** @param block undefined: the keyword's block is missing, which is reported by whoever read the keyword. */
  read<B extends KeywordBlock>(name: B, block: Block | undefined): BlockValues<TableRows<B>> {
    const rows = rowsOf(name);
    const entries = new Map<string, Entry<unknown>[]>();
    for (const statement of block?.statements ?? []) {
      const row = rows.get(statement.keyword.text);
      if (row === undefined) {
        this.unknown.tell(name, statement);
        continue;
      }
      const key = row.standsFor ?? statement.keyword.text;
      const entry = row.later ? this.#readLater(row, row.later, statement) : this.#readUsed(row, statement);
      const before = entries.get(key);
      if (before === undefined) entries.set(key, [entry]);
      else {
        if (!row.repeats) this.#tellRepeated(before.at(-1)?.statement, statement);
        before.push(entry);
      }
    }
    return new BlockValues(entries);
  }

  #readUsed(row: KeywordRow, statement: Statement): Entry<unknown> {
    return this.report.concerning(row.usedBy, () => this.#readStatement(row, statement));
  }

  /** Faults in what has no effect keep no command from running; that it has none may. */
  #readLater(row: KeywordRow, later: Later, { keyword, ...rest }: Statement): Entry<unknown> {
    const { severity, consequence } = later;
    if (!this.#within)
      this.report.add(
        severity,
        "LK0003",
        keyword.span,
        `"${keyword.text}" is not implemented by lvskit yet: ${consequence}`,
      );
    return this.report.concerning([], () => {
      const entry = this.#readStatement(row, { keyword, ...rest });
      if (row.opens && rest.block) this.#checkBlock(row.opens, rest.block);
      return entry;
    });
  }

  /** Reads everything in a block that nothing is made of yet, for its faults. */
  #checkBlock(name: BlockName, block: Block): void {
    const around = this.#within;
    this.#within = true;
    if (isListBlock(name)) for (const statement of block.statements) this.#checkEntry(name, statement);
    else {
      this.read(name, block);
      for (const { keyword, block: inner } of block.statements) {
        const row = rowOf(name, keyword.text);
        if (row?.opens && !row.later && inner) this.#checkBlock(row.opens, inner);
      }
    }
    this.#within = around;
  }

  #checkEntry(name: ListBlock, { keyword, args, block }: Statement): void {
    const named: Word = { ...keyword, text: "the entry" };
    entryOf(name).read({ keyword: named, words: [keyword, ...args], report: this.report, isKeyword });
    if (block) this.report.error("LK0009", block.open, "an entry has no block; this one is skipped");
  }

  #readStatement(row: KeywordRow, statement: Statement): Entry<unknown> {
    const { keyword, args } = statement;
    if (row.deprecated && this.report.first(`deprecated ${keyword.text}`)) this.#tellDeprecated(row, keyword);
    const value = row.takes.read({ keyword, words: args, report: this.report, isKeyword });
    if (row.opens && !statement.block)
      this.report.error("LK0010", headSpan(statement), `"${keyword.text}" needs a block in braces`);
    if (!row.opens && statement.block)
      this.report.error("LK0009", statement.block.open, `"${keyword.text}" has no block; this one is skipped`);
    return { value, statement };
  }

  #tellDeprecated(row: KeywordRow, keyword: Word): void {
    const what = row.standsFor ? "an old spelling" : "no longer the way to say it";
    this.report.warning("LK0015", keyword.span, `"${keyword.text}" is ${what}`, {
      hint: `${row.standsFor ? `write "${row.standsFor}"` : row.instead}; this is said once`,
    });
  }

  #tellRepeated(before: Statement | undefined, statement: Statement): void {
    this.report.warning(
      "LK0028",
      headSpan(statement),
      `"${statement.keyword.text}" is written again; the last one counts`,
      {
        ...(before ? { related: [{ span: headSpan(before), message: "written before here" }] } : {}),
      },
    );
  }
}

export class BlockValues<R extends Rows> {
  readonly #entries: ReadonlyMap<string, readonly Entry<unknown>[]>;

  constructor(entries: ReadonlyMap<string, readonly Entry<unknown>[]>) {
    this.#entries = entries;
  }

  /** @returns every use of `keyword`, in order. The rows' types say what the values are; the reader keeps to them. */
  all<K extends keyof R & string>(keyword: K): readonly Entry<ValueOf<R[K]>>[] {
    return (this.#entries.get(keyword) ?? []) as readonly Entry<ValueOf<R[K]>>[];
  }

  /** @returns the value of the last use that is usable. */
  get<K extends keyof R & string>(keyword: K): ValueOf<R[K]> | undefined {
    return this.all(keyword).findLast((entry) => entry.value !== undefined)?.value;
  }

  /** @returns true where the keyword is written, usable or not. */
  has(keyword: keyof R & string): boolean {
    return this.#entries.has(keyword);
  }

  statement(keyword: keyof R & string): Statement | undefined {
    return this.#entries.get(keyword)?.at(-1)?.statement;
  }

  /** @returns where the last use's values stand; the keyword itself where it has none. */
  place(keyword: keyof R & string): Span | undefined {
    const statement = this.statement(keyword);
    if (statement === undefined) return undefined;
    const [first] = statement.args;
    return first ? joinSpans(first.span, statement.args.at(-1)?.span ?? first.span) : statement.keyword.span;
  }
}
