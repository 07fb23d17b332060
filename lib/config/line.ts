/** A line's shape at the place where it is written: the words and braces themselves are made when somebody asks for them. */

import type { Span } from "../diag/source.ts";
import type { Cut, CutWord, LineShape } from "./line-shape.ts";
import type { Token, Word } from "./syntax.ts";
import type { Written } from "./written.ts";

export class Line {
  readonly shape: LineShape;
  readonly written: Written;
  /** Offset of the line's first character in `written`. */
  readonly start: number;

  constructor(shape: LineShape, written: Written, start: number) {
    this.shape = shape;
    this.written = written;
    this.start = start;
  }

  get indent(): number {
    return this.shape.indent;
  }

  /** Opening minus closing braces. */
  get balance(): number {
    return this.shape.balance;
  }

  get tokens(): readonly Token[] {
    return this.shape.tokens.map((cut) =>
      cut.kind === "word"
        ? placeWord(cut, this.written, this.start)
        : { kind: cut.kind, span: placeOf(cut, this.written, this.start) },
    );
  }
}

/** @param start offset of the line's first character in `written` */
export function placeOf(cut: Cut, written: Written, start: number): Span {
  return written.span(start + cut.start, start + cut.end);
}

/** @param start offset of the line's first character in `written` */
export function placeWord(cut: CutWord, written: Written, start: number): Word {
  const { text, quoted } = cut;
  return { kind: "word", text, span: placeOf(cut, written, start), quoted, cut: cut.cut };
}
