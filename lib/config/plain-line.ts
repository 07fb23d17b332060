/**
 * The quick way through a line in which nothing needs a second look: ASCII without quotes, backslashes, and what could be a
 * comment of another language or a placeholder of a template. Nearly all lines are such; the lexer reads the others, and would read these the same.
 */

import type { Cut } from "./line-shape.ts";
import { sharedText } from "./shared-text.ts";

/** What a character is, by its code; 0: not plain. */
const kinds = new Uint8Array(0x80);
const [blank, wordPart, open, close, comment] = [1, 2, 3, 4, 5] as const;
kinds.fill(wordPart, 0x21, 0x7f);
setKind(" \t\r", blank);
setKind("{", open);
setKind("}", close);
setKind("#!", comment);
setKind('"\\;', 0);

function setKind(characters: string, kind: number): void {
  for (const character of characters) kinds[character.charCodeAt(0)] = kind;
}

function kindAt(text: string, at: number): number {
  const code = text.charCodeAt(at);
  return code < 0x80 ? (kinds[code] ?? 0) : 0;
}

/** @param end offset of the line's end */
export function isPlain(text: string, start: number, end: number): boolean {
  for (let at = start; at < end; at++) {
    const kind = kindAt(text, at);
    if (kind === comment) return true;
    if (kind === open && /^\{[{%]/.test(text.slice(at, at + 2))) return false;
    if (kind === 0 || (text.charCodeAt(at) === slash && text.charCodeAt(at + 1) === slash)) return false;
  }
  return true;
}

/** @returns the words and braces of a line for which {@link isPlain} holds. */
export function plainTokens(text: string, start: number, end: number): Cut[] {
  const tokens: Cut[] = [];
  for (let at = start; at < end; ) {
    const kind = kindAt(text, at);
    if (kind === comment) break;
    const from = at++;
    if (kind === wordPart) {
      while (at < end && kindAt(text, at) === wordPart) at++;
      const word = sharedText(text, from, at);
      const cut = commentAt(text, at, end);
      tokens.push({ kind: "word", text: word, start: from - start, end: at - start, quoted: false, cut });
    } else if (kind !== blank)
      tokens.push({ kind: kind === open ? "open" : "close", start: from - start, end: at - start });
  }
  return tokens;
}

function commentAt(text: string, at: number, end: number): "" | "#" | "!" {
  if (at === end || kindAt(text, at) !== comment) return "";
  return text.charCodeAt(at) === hash ? "#" : "!";
}

const hash = 0x23;
const slash = 0x2f;

/** @returns the blank columns that a line begins with. */
export function indentOf(text: string, start: number, end: number): number {
  let columns = 0;
  for (let at = start; at < end; at++) {
    const code = text.charCodeAt(at);
    if (code === tab) columns += 8 - (columns % 8);
    else if (code === space) columns++;
    else break;
  }
  return columns;
}

const tab = 0x09;
const space = 0x20;
