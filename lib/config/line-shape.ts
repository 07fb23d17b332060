/**
 * What a line says, wherever it stands: words and braces at offsets from the line's start. Lines that read the same can
 * share one, and in a large file nearly all do. Knows nothing of sources and of what keywords mean.
 */

import { isSecretKeyword } from "./secret-keyword.ts";

/** A word as the lexer cut it; offsets are from the start of its line. */
export interface CutWord {
  readonly kind: "word";
  /** Without quotes, `\#` and `\!` resolved. */
  readonly text: string;
  readonly start: number;
  readonly end: number;
  readonly quoted: boolean;
  /** The comment character that follows without a blank; empty: there is none. */
  readonly cut: "" | "#" | "!";
}

export interface CutBrace {
  readonly kind: "open" | "close";
  readonly start: number;
  readonly end: number;
}

export type Cut = CutWord | CutBrace;

export interface LineShape {
  /** Blank columns before the first token (a tab counts 8); tells which block a brace was meant for. */
  readonly indent: number;
  readonly tokens: readonly Cut[];
  /**
   * The first word, where the line is a statement, or the head of one and its `{`: nothing but words, and none of them needs a
   * second look. Undefined: it is something else.
   */
  readonly name: string | undefined;
  /** Its last token is a `{`. */
  readonly opens: boolean;
  /** It is a `}` and nothing else. */
  readonly closes: boolean;
  /** Opening minus closing braces. */
  readonly balance: number;
  /** The first word after which a password may follow. */
  readonly secret: CutWord | undefined;
  /** What the words were found to mean, for the next line that reads the same; kept by whoever reads them. */
  reading: { readonly by: object; readonly value: unknown } | undefined;
}

/** @param odd one of the words needs a second look: it is quoted, or has a sign that meant-words.ts knows. */
export function makeShape(indent: number, tokens: readonly Cut[], odd: boolean): LineShape {
  let balance = 0;
  let secret: CutWord | undefined;
  let words = 0;
  for (const token of tokens)
    if (token.kind !== "word") balance += token.kind === "open" ? 1 : -1;
    else {
      words++;
      if (secret === undefined && isSecretKeyword(token.text)) secret = token;
    }
  const [first] = tokens;
  const opens = tokens.at(-1)?.kind === "open";
  const closes = tokens.length === 1 && balance < 0;
  const name = first?.kind === "word" && !odd && words + (opens ? 1 : 0) === tokens.length ? first.text : undefined;
  return { indent, tokens, name, opens, closes, balance, secret, reading: undefined };
}

/** True of the head of a block with a name of its own, such as `real_server 10.0.0.1 80 {`: it is seldom met again. */
export function opensNamed({ opens, tokens }: LineShape): boolean {
  return opens && tokens.length > 2;
}

/** @returns how many words a shape with a name has. */
export function countWords({ tokens, opens }: LineShape): number {
  return opens ? tokens.length - 1 : tokens.length;
}
