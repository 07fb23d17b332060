/**
 * Text → lines of words and braces with exact spans. Knows quotes, comments, blanks and braces; knows no keyword.
 * What a person pasted that is not of the language (`//` comments, no-break spaces) is read as it was meant and noted.
 */

import type { Span } from "../diag/source.ts";
import { isPlain, plainTokens } from "./plain-line.ts";
import type { Line, Token, Word } from "./syntax.ts";
import type { Written } from "./written.ts";

/** What the lexer met that a person should be told; lexer-findings.ts words it. */
export interface Findings {
  readonly strayComments: { readonly marker: "//" | ";"; readonly span: Span; readonly brace: Span | undefined }[];
  readonly oddBlanks: { readonly code: number; readonly span: Span }[];
  readonly openQuotes: Span[];
  /** Typographic quotation marks and full-width ASCII in words. */
  readonly pasted: { readonly code: number; readonly span: Span }[];
  /** What of a line keepalived reads as if it were the next line. */
  readonly overlong: Span[];
}

/** Each is told by itself, so there is no use for more. */
const mostOpenQuotes = 1000;

export interface LexRules {
  /** True where the first argument of `keyword` may begin with `//` (a path), so that it is a value, not a comment. */
  takesSlashes(keyword: string): boolean;
}

export function emptyFindings(): Findings {
  return { strayComments: [], oddBlanks: [], openQuotes: [], pasted: [], overlong: [] };
}

/** @param start offset of the line's first character in `written`; @param end offset of its end, without the line end */
export function lexLine(written: Written, start: number, end: number, rules: LexRules, findings: Findings): Line {
  const plain = isPlain(written.text, start, end);
  const tokens = plain ? plainTokens(written, start, end) : oddTokens(written, start, end, rules, findings);
  return { indent: indentOf(written.text, start, end), tokens };
}

function oddTokens(written: Written, start: number, end: number, rules: LexRules, findings: Findings): Token[] {
  const text = written.text;
  const tokens: Token[] = [];
  let at = start;
  while (at < end) {
    const code = text.charCodeAt(at);
    if (isBlank(code)) at++;
    else if (isOddBlank(code)) findings.oddBlanks.push({ code, span: written.span(at, ++at) });
    else if (isComment(code)) break;
    else if (code === openBrace || code === closeBrace)
      tokens.push({ kind: code === openBrace ? "open" : "close", span: written.span(at, ++at) });
    else if (code === doubleQuote) {
      const close = text.indexOf('"', at + 1);
      const closed = close >= 0 && close < end;
      const wordEnd = closed ? close + 1 : end;
      if (!closed && findings.openQuotes.length < mostOpenQuotes) findings.openQuotes.push(written.span(at, wordEnd));
      const inner = text.slice(at + 1, closed ? close : end);
      tokens.push({ kind: "word", text: inner, span: written.span(at, wordEnd), quoted: true, cut: "" });
      at = wordEnd;
    } else {
      const wordsEnd = wordEnd(text, at, end);
      const marker = strayMarker(text.slice(at, Math.min(wordsEnd, at + 3)), tokens, rules);
      if (marker) {
        const brace = braceIn(text.slice(at, end));
        findings.strayComments.push({
          marker,
          span: written.span(at, at + marker.length),
          brace: brace < 0 ? undefined : written.span(at + brace, at + brace + 1),
        });
        break;
      }
      const next = wordsEnd < end ? text.charCodeAt(wordsEnd) : 0;
      const word = bareWord(text.slice(at, wordsEnd), written.span(at, wordsEnd), next);
      tokens.push(word);
      if (pasted.test(word.text)) notePasted(written, at, wordsEnd, findings);
      at = wordsEnd;
    }
  }
  return tokens;
}

/** Quotation marks of typography, U+FF01 to U+FF5E (ASCII 0x21 to 0x7E, a column wider). */
const pasted = /[\u00ab\u00bb\u2018-\u201f\u2039\u203a\uff01-\uff5e]/;

/** Of each word the first. */
function notePasted(written: Written, start: number, end: number, findings: Findings): void {
  const at = start + written.text.slice(start, end).search(pasted);
  findings.pasted.push({ code: written.text.charCodeAt(at), span: written.span(at, at + 1) });
}

/** keepalived's buffer for a line, less the zero at its end. */
const longestLine = 1023;

/** Notes where a line goes on beyond what keepalived reads of it. */
export function noteLength(written: Written, start: number, end: number, findings: Findings): void {
  // No character takes more than three bytes for each of its UTF-16 units.
  if ((end - start) * 3 <= longestLine) return;
  let bytes = 0;
  for (let at = start; at < end; at++) {
    const code = written.text.charCodeAt(at);
    // Each half of a surrogate pair is half of four bytes.
    bytes += code < 0x80 ? 1 : code < 0x800 || (code >= 0xd800 && code <= 0xdfff) ? 2 : 3;
    if (bytes <= longestLine) continue;
    findings.overlong.push(written.span(at, end));
    return;
  }
}

/** @param next the character after it, 0 at the end of the line */
function bareWord(written: string, span: Span, next: number): Word {
  const text = written.includes("\\") ? written.replace(/\\([#!])/g, "$1") : written;
  return { kind: "word", text, span, quoted: false, cut: isComment(next) ? (next === 0x23 ? "#" : "!") : "" };
}

/** A word that begins with `//` or `;` was meant to start a comment, unless it is the value of a path keyword. */
function strayMarker(start: string, before: readonly Token[], rules: LexRules): "//" | ";" | undefined {
  if (start.startsWith(";")) return ";";
  if (!start.startsWith("//")) return undefined;
  const last = before.at(-1);
  const beforeLast = before.at(-2);
  const firstArgument = last?.kind === "word" && beforeLast?.kind !== "word";
  return firstArgument && start.length > 2 && rules.takesSlashes(last.text) ? undefined : "//";
}

/** @returns the offset of a brace that keepalived would obey although it stands after `//`; one after `#` is in a real comment. */
function braceIn(rest: string): number {
  return (/^[^#!]*/.exec(rest)?.[0] ?? "").search(/[{}]/);
}

function wordEnd(text: string, from: number, limit: number): number {
  let at = from;
  while (at < limit) {
    const code = text.charCodeAt(at);
    if (code === backslash && isComment(text.charCodeAt(at + 1))) at += 2;
    else if (isBlank(code) || isOddBlank(code) || isComment(code)) break;
    else if (code === openBrace || code === closeBrace || code === doubleQuote) break;
    else at++;
  }
  return Math.min(at, limit);
}

function indentOf(text: string, start: number, end: number): number {
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
const doubleQuote = 0x22;
const backslash = 0x5c;
const openBrace = 0x7b;
const closeBrace = 0x7d;

/** A carriage return inside a line is harmless, as the one of CRLF is. */
function isBlank(code: number): boolean {
  return code === space || code === tab || code === 0x0d;
}

/** `#` and `!`. */
function isComment(code: number): boolean {
  return code === 0x23 || code === 0x21;
}

/** Blanks of Unicode and the byte order mark: parts of a word to keepalived, blanks to the person who pasted them. */
function isOddBlank(code: number): boolean {
  if (code < 0x80) return code === 0x0b || code === 0x0c;
  if (code >= 0x2000 && code <= 0x200b) return true;
  return oddBlanks.has(code);
}

const oddBlanks: ReadonlySet<number> = new Set([0x85, 0xa0, 0x1680, 0x2028, 0x2029, 0x202f, 0x205f, 0x3000, 0xfeff]);
