/**
 * Lines of tokens → tree of statements and blocks, in linear time and without recursion. Knows which keyword opens which
 * block (to find the one that was left open), but reads no value. Braces that do not match are told once, at the block
 * that was left open or at the brace that closed too early, and what follows is read as if they did match.
 */

import type { Source, Span } from "../diag/source.ts";
import type { BlockName } from "./block-names.ts";
import { BraceFaults } from "./brace-faults.ts";
import { accepts, type Frame, handBackForeign, makeFrame } from "./frames.ts";
import { allows, rowOf, tableOf } from "./keywords.ts";
import { type Line, placeOf } from "./line.ts";
import { type Cut, countWords } from "./line-shape.ts";
import type { Lines } from "./lines.ts";
import { meantWords, tellContinuation, tellNewLine } from "./meant-words.ts";
import { RepeatedBlock, RepeatedStatement } from "./repeated.ts";
import type { Report } from "./report.ts";
import { type GrowingStatement, LineStatement, makeStatement } from "./statements.ts";
import type { Block, Token, Word } from "./syntax.ts";

/** @param lines of one source or of several joined by includes; @param source the outermost. */
export function parseLines(source: Source, lines: Lines, report: Report): Block {
  return new Parser(source, lines, report).parse();
}

class Parser {
  readonly #lines: Lines;
  readonly #report: Report;
  readonly #faults: BraceFaults;
  readonly #file: Frame;
  /** Open blocks, outermost first. */
  readonly #frames: Frame[];
  /** Opening minus closing braces of all lines: positive: `}` are missing; negative: there are too many. */
  #balance: number;
  #words: Word[] = [];
  #indent = 0;
  /** No token before on this line. */
  #lineStart = true;
  /** Lines that were not read as one. */
  #readWordByWord = 0;

  constructor(source: Source, lines: Lines, report: Report) {
    this.#lines = lines;
    this.#report = report;
    this.#faults = new BraceFaults(report);
    this.#file = makeFrame("file", undefined, { source, start: 0, end: 0 }, 0, 0);
    this.#frames = [this.#file];
    this.#balance = lines.balance;
  }

  parse(): Block {
    for (const line of this.#lines.all) this.#readLine(line);
    this.#endStatement();
    const open = this.#frames.slice(1);
    if (open.length > 0) this.#leaveOpen(open, undefined);
    this.#faults.finish();
    return this.#file.block;
  }

  #readLine(line: Line): void {
    this.#startLine(line.indent);
    if (this.#readAsOne(line)) {
      this.#lineStart = false;
      return;
    }
    this.#readWordByWord++;
    for (const token of line.tokens) this.#readToken(token);
    if (line instanceof RepeatedStatement) for (const inner of line.lines) this.#readLine(inner);
  }

  /**
   * The short way for a line that is one statement, the head of one and its `{`, or a `}`, where no brace is in doubt.
   *
   * @returns false where each of its tokens has to be looked at
   */
  #readAsOne(line: Line): boolean {
    if (this.#balance !== 0 || this.#words.length > 0) return false;
    const { shape, written, start } = line;
    const brace = shape.tokens.at(-1);
    if (shape.closes && brace) {
      this.#close(placeOf(brace, written, start));
      return true;
    }
    if (!(line instanceof LineStatement)) return false;
    const frame = this.#top;
    const row = frame.rows.get(line.name);
    if (row === undefined || (row.takes.most !== undefined && countWords(shape) > row.takes.most + 1)) return false;
    if (line instanceof RepeatedStatement) {
      const { block } = line.body.first;
      if (!block?.whole || block.name !== row.opens) return false;
      // A `}` behind it that closes nothing may have been meant for it.
      if (frame === this.#file && brace) frame.lastClosed = this.#frameOf(line, row.opens, brace);
      line.block = new RepeatedBlock(block, line.by, line);
    } else if (shape.opens && brace) this.#push(this.#frameOf(line, row.opens, brace));
    frame.block.statements.push(line);
    return true;
  }

  /** The frame of a block whose head is all of `line`. */
  #frameOf(line: LineStatement, name: BlockName | undefined, brace: Cut): Frame {
    const open = placeOf(brace, line.written, line.start);
    return makeFrame(name, line, open, this.#indent, this.#readWordByWord);
  }

  #push(frame: Frame): void {
    frame.around = this.#top;
    this.#frames.push(frame);
  }

  get #top(): Frame {
    return this.#frames.at(-1) ?? this.#file;
  }

  #startLine(indent: number): void {
    if (!this.#goesOn()) this.#endStatement();
    this.#indent = indent;
    this.#lineStart = true;
  }

  /** A `\` alone at the end of a line was meant to join the next one to it, as in a shell. */
  #goesOn(): boolean {
    const last = this.#words.at(-1);
    if (last?.text !== "\\" || last.quoted) return false;
    this.#words.pop();
    if (this.#report.first("continuation")) tellContinuation(last, this.#report);
    return true;
  }

  #readToken(token: Token): void {
    if (token.kind === "word") this.#words.push(token);
    else if (token.kind === "open") this.#open(token.span);
    else this.#close(token.span);
    this.#lineStart = false;
  }

  /** What was read since the last brace or line start is a statement without a block (so far). */
  #endStatement(): GrowingStatement | undefined {
    const statement = this.#takeStatement();
    if (statement === undefined) return undefined;
    this.#settle(statement, false);
    return statement;
  }

  /** @param opening a `{` follows: what opens a block is not cut short of it by a word that does not. */
  #takeStatement(opening = false): GrowingStatement | undefined {
    const words = meantWords(this.#words, this.#report);
    this.#words = [];
    let start = 0;
    for (let next = this.#nextStatement(words, 0, opening); next; next = this.#nextStatement(words, start, opening)) {
      const before = makeStatement(words.slice(start, next.at));
      if (before) this.#settle(before, false);
      tellNewLine(next.word, this.#report);
      start = next.at;
    }
    return makeStatement(start === 0 ? words : words.slice(start));
  }

  /** @returns the keyword behind all words that the one at `start` takes, which should begin a line of its own. */
  #nextStatement(words: readonly Word[], start: number, opening: boolean): { at: number; word: Word } | undefined {
    const keyword = words[start];
    const block = this.#top.block.name;
    const row = words.length > start + 1 && keyword && block ? rowOf(block, keyword.text) : undefined;
    const most = row?.takes.most;
    if (most === undefined || block === undefined) return undefined;
    const whole = opening && row?.opens !== undefined;
    for (let at = start + most + 1; at < words.length; at++) {
      const word = words[at];
      if (!word || word.quoted || !accepts(this.#top, word.text)) continue;
      if (!whole || rowOf(block, word.text)?.opens !== undefined) return { at, word };
    }
    return undefined;
  }

  #open(brace: Span): void {
    let head = this.#takeStatement(true);
    if (head) this.#settle(head, true);
    else head = this.#headAbove();
    const name = head && this.#top.block.name && rowOf(this.#top.block.name, head.name)?.opens;
    if (this.#top.block.name === undefined) {
      this.#top.unread++;
      return;
    }
    if (head === undefined && this.#isDoubled()) {
      this.#balance--;
      this.#faults.doubled(brace);
      return;
    }
    if (head === undefined) this.#faults.stray(brace, this.#top);
    this.#push(makeFrame(name, head, brace, this.#indent, this.#readWordByWord));
  }

  /** A `{` follows the one that opened the block, and there is a `}` less than is needed. */
  #isDoubled(): boolean {
    const { head, block } = this.#top;
    return this.#balance > 0 && head !== undefined && block.statements.length === 0;
  }

  /** A `{` at the start of a line belongs to the statement on the line above. */
  #headAbove(): GrowingStatement | undefined {
    const last = this.#lineStart ? this.#top.block.statements.at(-1) : undefined;
    return last && last.block === undefined ? last : undefined;
  }

  #close(brace: Span): void {
    this.#endStatement();
    const frame = this.#top;
    if (frame === this.#file) {
      this.#faults.extra(brace, frame.lastClosed);
      return;
    }
    if (frame.unread > 0) {
      frame.unread--;
      return;
    }
    const odd = this.#lineStart && this.#indent !== frame.indent;
    this.#leave(frame, brace, odd);
  }

  #leave(frame: Frame, brace: Span | undefined, odd: boolean): void {
    this.#frames.pop();
    frame.close = brace;
    if (odd && brace) frame.oddClose ??= { brace, of: frame };
    const around = this.#top;
    around.lastClosed = frame;
    around.oddClose ??= frame.oddClose;
    const { block, readBefore, oddClose, suspect, foreign } = frame;
    block.whole = brace !== undefined && readBefore === this.#readWordByWord && !oddClose && !suspect && !foreign;
    around.suspect ??= frame.suspect ?? (frame.foreign || (odd && this.#indent < frame.indent) ? frame : undefined);
  }

  /** Puts a statement where it belongs, which is the innermost open block unless braces are missing or surplus. */
  #settle(statement: GrowingStatement, opening: boolean): void {
    const keyword = statement.name;
    if (this.#balance < 0) this.#openImplied(keyword);
    if (!accepts(this.#top, keyword)) this.#findFrame(keyword, opening);
    const { name, statements } = this.#top.block;
    if (name !== undefined) statements.push(statement);
  }

  #findFrame(keyword: string, opening: boolean): void {
    if (this.#balance > 0 && opening) this.#closeMissing(keyword);
    else if (this.#balance < 0) this.#reopen(keyword);
    const frame = this.#top;
    if (frame.block.name && frame.around && !accepts(frame, keyword) && accepts(frame.around, keyword))
      frame.foreign = true;
  }

  /** A keyword that needs a block, without `{`, and then what stands in such a block: the `{` was forgotten. */
  #openImplied(keyword: string): void {
    const last = this.#top.block.statements.at(-1);
    const name = this.#top.block.name;
    if (!last || last.block || !name) return;
    const opens = rowOf(name, last.name)?.opens;
    if (opens === undefined) return;
    const inside = tableOf(opens) ? allows(opens, keyword) : !accepts(this.#top, keyword);
    if (!inside) return;
    this.#faults.missingOpen(last);
    this.#balance++;
    this.#push(makeFrame(opens, last, last.keyword.span, this.#indent, this.#readWordByWord));
  }

  /** A block that can only stand further out starts here: the blocks between have not been closed. */
  #closeMissing(keyword: string): void {
    const depth = this.#depthOf(keyword);
    const frame = this.#frames[depth];
    if (frame?.block.name === undefined) return;
    const row = rowOf(frame.block.name, keyword);
    if (row && row.opens === undefined) return;
    this.#leaveOpen(this.#frames.slice(depth + 1), keyword);
  }

  /** Inside a block that nobody reads, only what can stand at the top level alone is a sign of anything. */
  #depthOf(keyword: string): number {
    if (this.#top.block.name === undefined) return accepts(this.#file, keyword) ? 0 : -1;
    return this.#frames.findLastIndex((frame) => accepts(frame, keyword));
  }

  #leaveOpen(open: readonly Frame[], before: string | undefined): void {
    const count = open.reduce((sum, frame) => sum + 1 + frame.unread, 0);
    this.#balance -= count;
    const blamed = open.find((frame) => frame.suspect)?.suspect ?? open.at(-1);
    for (let i = 0; i < open.length; i++) this.#leave(this.#top, undefined, false);
    this.#top.suspect = undefined;
    if (blamed === undefined) return;
    this.#faults.leftOpen(blamed, count, before);
    handBackForeign(blamed);
  }

  /** A keyword that cannot stand here but could in the block closed last: that block's `}` came too early. */
  #reopen(keyword: string): void {
    const closed = this.#top.lastClosed;
    if (!closed?.close || !accepts(closed, keyword)) return;
    const early = closed.oddClose ?? { brace: closed.close, of: closed };
    this.#faults.early(early.brace, early.of, early.of === closed ? keyword : undefined);
    this.#balance++;
    this.#top.lastClosed = undefined;
    closed.close = undefined;
    this.#frames.push(closed);
  }
}
