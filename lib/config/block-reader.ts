/** The tree of statements and the table's rows → typed values, block in block. Knows no keyword by name. */

import type { BlockName, Command, KeywordBlock, ListBlock } from "./block-names.ts";
import { BlockValues, type Entry, type Inner, type Use } from "./block-values.ts";
import type { KeywordRow, Later } from "./keyword-row.ts";
import { bareBlockOf, entryNameOf, entryOf, isKeyword, isListBlock, rowsOf } from "./keywords.ts";
import type { LineShape } from "./line-shape.ts";
import { RepeatedBlock } from "./repeated.ts";
import { Report } from "./report.ts";
import { LineStatement } from "./statements.ts";
import { type Block, headSpan, type Statement, type Word } from "./syntax.ts";
import { UnknownKeywords } from "./unknown.ts";

const nobody: readonly Command[] = [];

/** A block that is being read. */
interface Filling extends Pick<BlockValues<KeywordBlock>, "lastOf" | "add" | "addMisspelt"> {
  readonly name: KeywordBlock;
}

/** Reads one configuration, each statement once. */
export class BlockReader {
  readonly #report: Report;
  readonly #unknown: UnknownKeywords;
  /** Inside a block that as a whole is not implemented, which has been told. */
  #within = false;
  /** Of blocks that are repeated and of which there is nothing to say: what they hold, and how far from the first. */
  readonly #repeated = new Map<Block, { readonly values: BlockValues<KeywordBlock>; readonly by: number }>();

  constructor(report: Report) {
    this.#report = report;
    this.#unknown = new UnknownKeywords(report);
  }

  /** @param block undefined: the keyword's block is missing, which is reported by whoever read the keyword. */
  read<B extends KeywordBlock>(name: B, block: Block | undefined): BlockValues<B> {
    const values = new BlockValues(name);
    if (block) this.#readInto(values, this.#withBareBlock(name, block));
    return values;
  }

  /** @returns the block with what stands bare in it in a block of its own. */
  #withBareBlock(name: KeywordBlock, block: Block): Block {
    const bare = bareBlockOf(name);
    if (bare === undefined || block.statements.some(({ name }) => name === bare.block)) return block;
    const entries = block.statements.filter((statement) => this.#unknown.isName(name, statement));
    const [first] = entries;
    if (first === undefined) return block;
    const { span } = first.keyword;
    this.#report.warning("LK0015", span, bare.message, {
      hint: `write ${bare.block} { ${entries
        .flatMap(wordsOf)
        .map(({ text }) => text)
        .join(" ")} }`,
    });
    const opened = { name: bare.block, statements: entries, open: span, whole: false };
    const keyword = { ...first.keyword, text: bare.block };
    const made: Statement = { name: bare.block, keyword, args: [], block: opened };
    return { ...block, statements: [...block.statements.filter((one) => !entries.includes(one)), made] };
  }

  #readInto(values: Filling, block: Block): void {
    const rows = rowsOf(values.name);
    for (const statement of block.statements) {
      const row = rows.get(statement.name);
      if (row === undefined) {
        const meant = this.#unknown.tell(values.name, statement);
        if (meant !== undefined) values.addMisspelt(meant, statement);
        continue;
      }
      const keyword = row.standsFor ?? statement.name;
      const before = row.repeats ? undefined : values.lastOf(keyword);
      if (before && joins(row)) this.#join(before, row, statement);
      else {
        if (before) this.#tellRepeated(before, statement);
        values.add(
          row.later ? this.#readLater(keyword, row, row.later, statement) : this.#readUsed(keyword, row, statement),
        );
      }
    }
  }

  /** What a second block of the name holds is read as if it stood at the end of the first. */
  #join({ block }: Use<unknown>, row: KeywordRow, statement: Statement): void {
    this.#report.concerning(row.usedBy, () => {
      this.#readHead(row, statement);
      if (block instanceof BlockValues && statement.block) this.#readInto(block, statement.block);
      else if (Array.isArray(block) && row.opens) block.push(...(this.#readInner(row.opens, statement.block) as []));
    });
  }

  #readUsed(keyword: string, row: KeywordRow, statement: Statement): Use<unknown> {
    const known = row.opens === undefined ? knownReading(row, statement) : undefined;
    if (known) return { keyword, row, value: known.value, statement, block: undefined };
    return this.#report.concerning(row.usedBy, () => this.#readStatement(keyword, row, statement));
  }

  /** Faults in what has no effect keep no command from running; that it has none may. */
  #readLater(keyword: string, row: KeywordRow, later: Later, statement: Statement): Use<unknown> {
    // Of what is old and of no effect, it is enough to say the one.
    const silent = this.#within || (row.deprecated && later.severity === "note");
    if (!silent && !isDoneAnyway(row, statement)) this.#tellLater(later, statement.keyword);
    const around = this.#within;
    this.#within = true;
    const use = this.#report.concerning(nobody, () => this.#readStatement(keyword, row, statement));
    this.#within = around;
    return use;
  }

  #readStatement(keyword: string, row: KeywordRow, statement: Statement): Use<unknown> {
    const value = this.#readHead(row, statement);
    return { keyword, row, value, statement, block: row.opens && this.#readInner(row.opens, statement.block) };
  }

  /** @returns the value, and tells what is wrong with it and with the presence of a block. */
  #readHead(row: KeywordRow, statement: Statement): unknown {
    const known = knownReading(row, statement);
    if (known) return known.value;
    const before = this.#report.complaints;
    const value = this.#readWords(row, statement);
    if (this.#report.complaints === before && statement instanceof LineStatement)
      statement.shape.reading = { by: row, value };
    return value;
  }

  #readWords(row: KeywordRow, statement: Statement): unknown {
    const { keyword: word, args } = statement;
    // A word that lacks its block is perhaps the beginning of another one.
    const whole = row.opens === undefined || statement.block !== undefined;
    if (row.deprecated && whole && this.#report.first(`deprecated ${word.text}`)) this.#tellDeprecated(row, word);
    if (row.opens && !statement.block && row.takes.most === 0) {
      this.#report.error("LK0010", headSpan(statement), `"${word.text}" needs a block in braces`);
      return undefined;
    }
    const value = row.takes.read({ keyword: word, words: args, report: this.#report, isKeyword });
    if (row.opens && !statement.block)
      this.#report.error("LK0010", headSpan(statement), `"${word.text}" needs a block in braces`);
    if (!row.opens && statement.block)
      this.#report.error("LK0009", statement.block.open, `"${word.text}" has no block; this one is skipped`);
    return value;
  }

  #readInner(name: BlockName, block: Block | undefined): Inner<BlockName> {
    if (!isListBlock(name)) {
      const values = block instanceof RepeatedBlock ? this.#readRepeated(name, block) : this.read(name, block);
      return values as Inner<KeywordBlock>;
    }
    return (block?.statements ?? []).map((statement) => this.#readEntry(name, statement)) as Inner<ListBlock>;
  }

  #readRepeated(name: KeywordBlock, block: RepeatedBlock): BlockValues<KeywordBlock> {
    const known = this.#repeated.get(block.first);
    if (known) return known.values.moved(block.by - known.by);
    const before = this.#report.complaints;
    const values = this.read(name, block);
    // Inside a block that as a whole is not implemented, less is told.
    if (this.#report.complaints === before && !this.#within) this.#repeated.set(block.first, { values, by: block.by });
    return values;
  }

  #readEntry(name: ListBlock, statement: Statement): Entry<unknown> {
    const { keyword, args, block } = statement;
    const named: Word = { ...keyword, text: entryNameOf(name) };
    const value = entryOf(name).read({ keyword: named, words: [keyword, ...args], report: this.#report, isKeyword });
    if (block) this.#report.error("LK0009", block.open, `${articled(named.text)} has no block; this one is skipped`);
    return { value, statement };
  }

  /** What is no error once for each keyword and consequence: the same block may stand a hundred times in a file. */
  #tellLater({ severity, consequence }: Later, { text, span }: Word): void {
    const what =
      severity === "note"
        ? `"${text}" is accepted and ${consequence} here`
        : `"${text}" is not implemented by lvskit yet: ${consequence}`;
    if (severity === "error" || this.#report.first(`${severity} ${what}`))
      this.#report.add(severity, "LK0003", span, what);
  }

  #tellDeprecated(row: KeywordRow, keyword: Word): void {
    const what = row.standsFor ? "an old spelling" : "no longer the way to say it";
    this.#report.warning("LK0015", keyword.span, `"${keyword.text}" is ${what}`, {
      hint: `${row.standsFor ? `write "${row.standsFor}"` : row.instead}; this is said once`,
    });
  }

  #tellRepeated(before: Use<unknown>, statement: Statement): void {
    if (this.#report.drops("warning")) return;
    this.#report.warning("LK0028", headSpan(statement), `"${statement.name}" is written again; the last one counts`, {
      related: [{ span: headSpan(before.statement), message: "written before here" }],
    });
  }
}

/** True where nothing is missed, although nobody reads the keyword: `smtp_alert off`. Says nothing of what is wrong with it. */
function isDoneAnyway({ takes, opens, asDone = false }: KeywordRow, { keyword, args }: Statement): boolean {
  return opens === undefined && takes.read({ keyword, words: args, report: new Report(), isKeyword }) === asDone;
}

/** @returns what a line that reads the same was found to mean, where there was nothing to say of it. */
function knownReading(row: KeywordRow, statement: Statement): LineShape["reading"] {
  const reading = statement instanceof LineStatement ? statement.shape.reading : undefined;
  const whole = (row.opens === undefined) === (statement.block === undefined);
  return whole && reading?.by === row ? reading : undefined;
}

/** Of list blocks every line counts, as in keepalived; a person may have spread them. */
function joins({ joins, opens }: KeywordRow): boolean {
  return joins === true || (opens !== undefined && isListBlock(opens));
}

const wordsOf = ({ keyword, args }: Statement): readonly Word[] => [keyword, ...args];

function articled(noun: string): string {
  return `${/^[aeiou]/.test(noun) ? "an" : "a"} ${noun}`;
}
