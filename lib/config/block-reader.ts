/** A block of keywords and its row in the table → typed values with their places. Knows no keyword by name. */

import type { Span } from "../diag/source.ts";
import type { BlockTable, KeywordBlock, KeywordRow, Rows } from "./keyword-row.ts";
import { blockTables, isKeyword } from "./keywords.ts";
import type { Report } from "./report.ts";
import { type Block, headSpan, joinSpans, type Statement } from "./syntax.ts";
import { UnknownKeywords } from "./unknown.ts";

/** One use of a keyword. */
export interface Entry<T> {
  /** Undefined: what was written is not usable (and was reported). */
  readonly value: T | undefined;
  readonly statement: Statement;
}

type RowsOf<B extends KeywordBlock> = (typeof blockTables)[B] extends BlockTable<infer R extends Rows> ? R : never;
type ValueOf<Row> = Row extends KeywordRow<infer T> ? T : never;

/** What is shared while one configuration is read. */
export class Reading {
  readonly report: Report;
  readonly unknown: UnknownKeywords;

  constructor(report: Report) {
    this.report = report;
    this.unknown = new UnknownKeywords(report);
  }

  /** @param block undefined: the keyword's block is missing, which is reported by whoever read the keyword. */
  read<B extends KeywordBlock>(name: B, block: Block | undefined): BlockValues<RowsOf<B>> {
    const rows: Rows = blockTables[name].rows;
    const entries = new Map<string, Entry<unknown>[]>();
    for (const statement of block?.statements ?? []) {
      const row = Object.hasOwn(rows, statement.keyword.text) ? rows[statement.keyword.text] : undefined;
      if (row === undefined) {
        this.unknown.tell(name, statement);
        continue;
      }
      const key = row.standsFor ?? statement.keyword.text;
      const entry = this.report.concerning(row.usedBy, () => this.#readStatement(row, statement));
      const before = entries.get(key);
      if (before === undefined) entries.set(key, [entry]);
      else {
        if (!row.repeats) this.#tellRepeated(before.at(-1)?.statement, statement);
        before.push(entry);
      }
    }
    return new BlockValues(entries);
  }

  #readStatement(row: KeywordRow, statement: Statement): Entry<unknown> {
    const { keyword, args } = statement;
    if (row.deprecated && row.standsFor && this.report.first(`deprecated ${keyword.text}`))
      this.report.warning("LK0015", keyword.span, `"${keyword.text}" is an old spelling`, {
        hint: `write "${row.standsFor}"; this is said once`,
      });
    const value = row.takes.read({ keyword, words: args, report: this.report, isKeyword });
    if (row.opens && !statement.block)
      this.report.error("LK0010", headSpan(statement), `"${keyword.text}" needs a block in braces`);
    if (!row.opens && statement.block)
      this.report.error("LK0009", statement.block.open, `"${keyword.text}" has no block; this one is skipped`);
    return { value, statement };
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
