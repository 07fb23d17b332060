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

/** The words of a line that is a whole statement, or all of one up to its `{`. */
export interface Head {
  /** The first word. */
  readonly name: string;
  readonly words: readonly [CutWord, ...CutWord[]];
  /** What the words were found to mean, for the next line that reads the same; kept by whoever reads them. */
  reading: { readonly by: object; readonly value: unknown } | undefined;
}

export interface LineShape {
  /** Blank columns before the first token (a tab counts 8); tells which block a brace was meant for. */
  readonly indent: number;
  readonly tokens: readonly Cut[];
  /** Undefined: the line is something else than the words of one statement, or needs a second look. */
  readonly head: Head | undefined;
  /** A `{` follows the head, and nothing else. */
  readonly opens: boolean;
  /** Opening minus closing braces. */
  readonly balance: number;
  /** The first word after which a password may follow. */
  readonly secret: CutWord | undefined;
}

export function makeShape(indent: number, tokens: readonly Cut[]): LineShape {
  let balance = 0;
  let secret: CutWord | undefined;
  for (const token of tokens)
    if (token.kind !== "word") balance += token.kind === "open" ? 1 : -1;
    else if (secret === undefined && isSecretKeyword(token.text)) secret = token;
  const opens = tokens.at(-1)?.kind === "open";
  return { indent, tokens, head: headOf(opens ? tokens.slice(0, -1) : tokens), opens, balance, secret };
}

function headOf(tokens: readonly Cut[]): Head | undefined {
  const [first, ...rest] = tokens.filter((token) => token.kind === "word");
  if (first === undefined || rest.length + 1 < tokens.length) return undefined;
  if (needsSecondLook(first) || rest.some(needsSecondLook)) return undefined;
  return { name: first.text, words: [first, ...rest], reading: undefined };
}

/** A quoted word, a backslash that was meant to join lines, and the signs of meant-words.ts. */
function needsSecondLook({ text, quoted }: CutWord): boolean {
  return quoted || secondLook.test(text);
}

const secondLook = /[<|=:\\]/;
