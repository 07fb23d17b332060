/**
 * Marks passwords in their sources as hidden, before anything can quote them: also where their keyword is misspelled, grown
 * together with its value, or alone on its line, and where they come from a definition. Rather one word too many than one
 * too few.
 */

import { hide, lineRange, type Source } from "../diag/source.ts";
import type { MadeText } from "./expansion/made-text.ts";
import { isKeyword } from "./keywords.ts";
import type { Line } from "./line.ts";
import type { Cut, CutWord } from "./line-shape.ts";
import { isSecretKeyword } from "./secret-keyword.ts";

const grownTogether = /^(?:[a-z_-]+[=:]|auth_?pass(?=.))/i;

/** Of a command: what follows may be its password. */
const option = /(?:^|\s)--?[\w-]*(?:pass|secret)\w*(?:=|\s+)/i;

/** Names of definitions that hold a password; one that holds the keyword too shows as much in its value. */
const secretName = /pass|secret|passwd|^auth$/i;

/** Sees the lines in the order in which they are read. */
export class SecretHider {
  /** The last line ended with the keyword, or a `\` after it, so this one may begin with its value. */
  #expected = false;

  /** @param line whose tokens stand in their source as they are */
  hideWritten(line: Line): void {
    const first = this.#valueAtStart(line);
    if (first) hideRest(line, first.start);
    hideAfterKeyword(line);
  }

  /** @param line lexed from `text`, which was put together from several places */
  hideMade(line: Line, text: MadeText): void {
    const keyword = line.shape.secret;
    if (this.#valueAtStart(line)) text.hideFrom(0);
    if (keyword) text.hideFrom(text.text.indexOf(keyword.text) + keptLength(keyword));
  }

  /** @param lines the values of `name` */
  hideDefinition(name: string, lines: readonly MadeText[]): void {
    if (lines.length === 1 && secretName.test(name)) lines[0]?.hideFrom(0);
    for (const line of lines) {
      const keyword = line.text.split(/[ \t]/).find(isSecretKeyword);
      if (keyword === undefined) continue;
      const kept = grownLength(keyword) ?? keyword.length;
      line.hideFrom(line.text.indexOf(keyword) + kept);
    }
  }

  #valueAtStart({ shape: { tokens, secret } }: Line): CutWord | undefined {
    const [first] = tokens;
    const expected = this.#expected;
    const last = tokens.at(-1);
    this.#expected = last === secret ? secret !== undefined : joins(last) && (expected || secret !== undefined);
    return expected && first?.kind === "word" && !isKeyword(first.text) ? first : undefined;
  }
}

/** Meant to join the next line to its own, as in a shell. */
function joins(token: Cut | undefined): boolean {
  return token?.kind === "word" && token.text === "\\";
}

/** For a line whose words may be no value: also a definition, a condition, a loop. */
export function hideAfterKeyword(line: Line): void {
  const keyword = line.shape.secret;
  if (keyword) hideRest(line, keyword.start + keptLength(keyword));
}

function keptLength({ text, start, end, quoted }: CutWord): number {
  const within = option.exec(text);
  if (within) return within.index + within[0].length + (quoted ? 1 : 0);
  return grownLength(text) ?? end - start;
}

/** @returns how much of a word is the keyword, where its value has grown together with it. */
function grownLength(word: string): number | undefined {
  return grownTogether.exec(word)?.[0].length;
}

/** Where a comment may begin, also one of another language. */
const commentSign = /[#!;]|\/\//;

/** For a line that is about to be quoted: what is no longer said, or not yet, may be a password all the same. */
export function hideInComment(source: Source, line: number): void {
  const { start, end } = lineRange(source, line);
  const text = source.text.slice(start, end);
  const comment = text.search(commentSign);
  if (comment < 0) return;
  let secret = false;
  for (const { index, 0: word } of text.slice(comment).matchAll(/[^\s#!;]+/g)) {
    const from = start + comment + index;
    if (secret) hide(source, { start: from, end: from + word.length });
    else if (isSecretKeyword(word)) {
      secret = true;
      const kept = grownLength(word) ?? word.length;
      if (kept < word.length) hide(source, { start: from + kept, end: from + word.length });
    }
  }
}

/** Everything from an offset to the end of the line, comments too, but no brace: a brace at fault must be visible. */
function hideRest({ written, start }: Line, offset: number): void {
  const { source, start: from } = written.span(start + offset, start + offset);
  const newline = source.text.indexOf("\n", from);
  const rest = source.text.slice(from, newline < 0 ? undefined : newline);
  for (const { index, 0: text } of rest.matchAll(/[^{}\s][^{}]*/g))
    hide(source, { start: from + index, end: from + index + text.trimEnd().length });
}
