/**
 * A line that was put together from several places: its text, and for every character where a person wrote it. Knows
 * nothing of the language. Immutable; what changes it makes another one.
 */

import { hide, type Source, type Span } from "../../diag/source.ts";
import type { Written } from "../written.ts";

export interface Piece {
  readonly text: string;
  /** Where it is written. */
  readonly from: Span;
  /** Its characters are those of `from`, one for one; otherwise the whole stands for the whole. */
  readonly exact: boolean;
  /** What it replaced, innermost first; undefined: it is part of the line itself. */
  readonly use: Span | undefined;
  /** The definitions whose values it is part of, innermost first. */
  readonly via: Via | undefined;
  /** Where a value is written that `from` does not show: the list of a loop. */
  readonly origin: Span | undefined;
}

export interface Via {
  readonly name: string;
  readonly before: Via | undefined;
}

export class MadeText implements Written {
  readonly text: string;
  readonly pieces: readonly Piece[];
  /** What the whole line was expanded from. */
  readonly around: Span | undefined;
  readonly #starts: readonly number[];

  constructor(pieces: readonly Piece[], around: Span | undefined) {
    this.around = around;
    const [only] = pieces;
    if (only !== undefined && pieces.length === 1 && only.text !== "") {
      this.pieces = pieces;
      this.text = only.text;
      this.#starts = atStart;
      return;
    }
    const kept: Piece[] = [];
    const starts: number[] = [];
    let at = 0;
    for (const piece of pieces)
      if (piece.text !== "") {
        kept.push(piece);
        starts.push(at);
        at += piece.text.length;
      }
    this.pieces = kept;
    this.text = kept.map(({ text }) => text).join("");
    this.#starts = starts;
  }

  static of(source: Source, start: number, end: number): MadeText {
    return new MadeText([writtenPiece(source.text.slice(start, end), { source, start, end })], undefined);
  }

  /** @returns a text that nobody wrote as it is, for which `from` stands. */
  static standingFor(from: Span, text: string): MadeText {
    return new MadeText([{ text, from, exact: false, use: undefined, via: undefined, origin: undefined }], undefined);
  }

  /** @returns the pieces of characters `start` to before `end`, cut where necessary. */
  cut(start: number, end: number): Piece[] {
    const pieces: Piece[] = [];
    for (let i = this.#indexAt(start); i < this.pieces.length && (this.#starts[i] ?? 0) < end; i++) {
      const piece = this.pieces[i];
      if (piece) pieces.push(cutPiece(piece, start - (this.#starts[i] ?? 0), end - (this.#starts[i] ?? 0)));
    }
    return pieces;
  }

  slice(start: number, end: number = this.text.length): MadeText {
    return new MadeText(this.cut(start, end), this.around);
  }

  within(around: Span | undefined): MadeText {
    return new MadeText(this.pieces, around);
  }

  pieceAt(at: number): Piece | undefined {
    return this.pieces[this.#indexAt(at)];
  }

  span(start: number, end: number): Span {
    const pieces = this.cut(start, Math.max(end, start + 1));
    const [first] = pieces;
    if (first === undefined) return this.#atEnd();
    if (pieces.length === 1) return chain(first.from, first.use, this.around);
    const lines = pieces.map((piece) => outermost(piece));
    const source = lines[0]?.source ?? first.from.source;
    const from = Math.min(...lines.map((span) => span.start));
    const to = Math.max(...lines.map((span) => span.end));
    const parts = pieces.filter((piece) => piece.use).map((piece) => piece.from);
    const expanded = parts.reduceRight<Span | undefined>((outer, part) => chain(part, undefined, outer), this.around);
    return chain({ source, start: from, end: to }, undefined, expanded);
  }

  /** From now on no quotation shows what the words from character `start` on were made of. */
  hideFrom(start: number): void {
    const blanks = this.text.slice(start).search(/[^ \t]/);
    if (blanks < 0) return;
    for (const { from, origin } of this.cut(start + blanks, this.text.length)) {
      hide(from.source, from);
      if (origin) hide(origin.source, origin);
    }
  }

  #atEnd(): Span {
    const last = this.pieces.at(-1);
    if (last === undefined) throw new Error("an empty line has no place");
    return chain({ ...last.from, start: last.from.end }, last.use, this.around);
  }

  #indexAt(offset: number): number {
    let low = 0;
    let high = this.pieces.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.#starts[middle] ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    return Math.max(low, 0);
  }
}

const atStart: readonly number[] = [0];

/** @returns the part of a line that is `from`, character for character. */
export function writtenPiece(text: string, from: Span): Piece {
  return { text, from, exact: true, use: undefined, via: undefined, origin: undefined };
}

// All properties by name: spreading a piece takes ten times as long, and a line may need hundreds.

function cutPiece(piece: Piece, start: number, end: number): Piece {
  const { exact, use, via, origin } = piece;
  const from = Math.max(start, 0);
  const to = Math.min(end, piece.text.length);
  if (from === 0 && to === piece.text.length) return piece;
  const text = piece.text.slice(from, to);
  if (!exact) return { text, from: piece.from, exact, use, via, origin };
  const at = piece.from.start;
  const place = { source: piece.from.source, start: at + from, end: at + to };
  return { text, from: place, exact, use, via, origin };
}

/** @returns the piece as part of a definition's value. @param use what it replaced; undefined: what it replaced before */
export function pieceVia({ text, from, exact, use, origin }: Piece, via: Via, replaced: Span | undefined): Piece {
  return { text, from, exact, use: replaced ?? use, via, origin };
}

/** The place in the line itself. */
function outermost(piece: Piece): Span {
  let span = piece.use ?? piece.from;
  while (span.expandedFrom) span = span.expandedFrom;
  return span;
}

/** @returns `place` with `uses` and then `around` as what it was expanded from. */
function chain({ source, start, end }: Span, uses: Span | undefined, around: Span | undefined): Span {
  const outer = uses ? chain(uses, uses.expandedFrom, around) : around;
  return outer ? { source, start, end, expandedFrom: outer } : { source, start, end };
}
