/** The shapes between text and meaning: words with their places, lines of them, and the tree of statements and blocks. */

import { isHidden, type Span } from "../diag/source.ts";
import type { BlockName } from "./block-names.ts";

export interface Word {
  readonly kind: "word";
  /** Without quotes, `\#` and `\!` resolved. */
  readonly text: string;
  /** Quotes included. */
  readonly span: Span;
  readonly quoted: boolean;
  /** The comment character that follows without a blank: perhaps the value was meant to go on. Empty: there is none. */
  readonly cut: "" | "#" | "!";
}

export interface Brace {
  readonly kind: "open" | "close";
  readonly span: Span;
}

export type Token = Word | Brace;

/** One keyword (or entry of a list block) with its arguments and, where one follows, its block. */
export interface Statement {
  /** The keyword's text. */
  readonly name: string;
  readonly keyword: Word;
  readonly args: readonly Word[];
  readonly block: Block | undefined;
}

export interface Block {
  /** Undefined: not a block of the language here, so nobody reads its contents. */
  readonly name: BlockName | undefined;
  /** Empty where nobody reads them. */
  readonly statements: readonly Statement[];
  /** The opening brace. */
  readonly open: Span;
  /** Closed, and of lines alone that are statements or braces and stand where they should. */
  readonly whole: boolean;
}

/** @returns from the keyword to the last argument. */
export function headSpan(statement: Statement): Span {
  return joinSpans(statement.keyword.span, statement.args.at(-1)?.span ?? statement.keyword.span);
}

/** @param to of the same line as `from`; otherwise (another file, a definition's value) `from` alone is the answer. */
export function joinSpans(from: Span, to: Span): Span {
  return from.source === to.source && from.expandedFrom === to.expandedFrom
    ? { ...from, end: Math.max(from.end, to.end) }
    : from;
}

/** @returns the word in double quotes for a message, never a hidden one, never more than 60 characters. */
export function quote(word: Word): string {
  if (isHidden(word.span)) return "(hidden)";
  return `"${word.text.length > 60 ? `${word.text.slice(0, 60)}…` : word.text}"`;
}
