/**
 * Text → lines of words and braces with exact spans. Knows quotes, comments, blanks and braces; knows no keyword.
 * What a person pasted that is not of the language (`//` comments, no-break spaces) is read as it was meant and noted.
 */

import type { Span } from "../diag/source.ts";
import type { Line } from "./line.ts";
import { type Cut, type CutWord, makeShape } from "./line-shape.ts";
import { indentOf } from "./plain-line.ts";
import { makeLine } from "./statements.ts";
import type { Written } from "./written.ts";

/** One character, read as the one that was meant. */
export interface Oddity {
  readonly code: number;
  readonly span: Span;
}

/** A double quote without a partner on its line. */
export interface OpenQuote {
  readonly span: Span;
  /** Its partner is on the next line. */
  goesOn: boolean;
}

/** What the lexer met that a person should be told; lexer-findings.ts words it. */
export interface Findings {
  readonly strayComments: { readonly marker: string; readonly span: Span; readonly brace: Span | undefined }[];
  readonly oddBlanks: Oddity[];
  readonly openQuotes: OpenQuote[];
  /** Quotation marks of typography, one for each pair. */
  readonly oddQuotes: Oddity[];
  /** Full-width braces. */
  readonly oddBraces: Oddity[];
  /** Words with bytes that are no UTF-8. */
  readonly badBytes: Span[];
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
  return { strayComments: [], oddBlanks: [], openQuotes: [], oddQuotes: [], oddBraces: [], badBytes: [], overlong: [] };
}

/**
 * A line that plain-line.ts does not read; odd-lines.ts knows which way each goes.
 *
 * @param start offset of the line's first character in `written`; @param end offset of its end, without the line end
 */
export function lexLine(written: Written, start: number, end: number, rules: LexRules, findings: Findings): Line {
  const tokens = oddTokens(written, start, end, rules, findings);
  const shape = makeShape(indentOf(written.text, start, end), tokens, tokens.some(needsSecondLook));
  return makeLine(shape, written, start);
}

/** A quoted word, a backslash that was meant to join lines, and the signs of meant-words.ts. */
function needsSecondLook(token: Cut): boolean {
  return token.kind === "word" && (token.quoted || /[<|=:\\]/.test(token.text));
}

function oddTokens(written: Written, start: number, end: number, rules: LexRules, findings: Findings): Cut[] {
  const text = written.text;
  const tokens: Cut[] = [];
  const cut = (from: number, to: number) => ({ start: from - start, end: to - start });
  let at = afterOpenQuote(written, start, end, findings);
  while (at < end) {
    const code = text.charCodeAt(at);
    if (isBlank(code)) at++;
    else if (isOddBlank(code) || isInvisible(code)) findings.oddBlanks.push({ code, span: written.span(at, ++at) });
    else if (isComment(code)) break;
    else if (isBrace(code)) {
      const placeholder = placeholderEnd(text, at, end);
      if (placeholder > 0) {
        const word = written.text.slice(at, placeholder);
        tokens.push({ kind: "word", text: word, ...cut(at, placeholder), quoted: false, cut: "" });
        at = placeholder;
        continue;
      }
      if (code >= 0x80) findings.oddBraces.push({ code, span: written.span(at, at + 1) });
      tokens.push({ kind: code === openBrace || code === wideOpenBrace ? "open" : "close", ...cut(at, ++at) });
    } else if (isQuote(code) || closesSingle(text, at, end) > 0) {
      const close = isQuote(code) ? closeOf(text, at, end) : closesSingle(text, at, end);
      const wordEnd = close < 0 ? end : close + 1;
      const span = written.span(at, wordEnd);
      if (close < 0 && findings.openQuotes.length < mostOpenQuotes) findings.openQuotes.push({ span, goesOn: false });
      if (close >= 0) noteQuotes(written, at, close, findings);
      const inner = text.slice(at + 1, close < 0 ? end : close);
      if (inner.includes("\ufffd")) findings.badBytes.push(span);
      tokens.push({ kind: "word", text: inner, ...cut(at, wordEnd), quoted: true, cut: "" });
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
      const visible = withoutInvisible(written, at, wordsEnd, findings);
      tokens.push(bareWord(visible, cut(at, wordsEnd), next));
      at = wordsEnd;
    }
  }
  return tokens;
}

/**
 * Where the line before left a double quote open and this one has an odd number of them, the first is its partner.
 *
 * @returns where the line's own words begin
 */
function afterOpenQuote(written: Written, start: number, end: number, findings: Findings): number {
  const open = leftOpen(written, start, findings);
  if (open === undefined) return start;
  const quotes = written.text.slice(start, end).split('"').length - 1;
  if (quotes % 2 === 0) return start;
  open.goesOn = true;
  return written.text.indexOf('"', start) + 1;
}

/** @returns the quote that the line before the one at `start` left open and that has no partner yet. */
export function leftOpen(written: Written, start: number, { openQuotes }: Findings): OpenQuote | undefined {
  const last = openQuotes.at(-1);
  if (last === undefined || last.goesOn || last.span.source !== written.span(start, start).source) return undefined;
  return /^\r?\n$/.test(written.text.slice(last.span.end, start)) ? last : undefined;
}

const invisible = /[\u00ad\u200b-\u200d\u2060\ufeff]/g;

/** @returns the word's text without what nobody sees in it. */
function withoutInvisible(written: Written, start: number, end: number, findings: Findings): string {
  const text = written.text.slice(start, end);
  if (text.includes("\ufffd")) findings.badBytes.push(written.span(start, end));
  const at = text.search(invisible);
  if (at < 0) return text;
  const code = text.charCodeAt(at);
  findings.oddBlanks.push({ code, span: written.span(start + at, start + at + 1) });
  return text.replace(invisible, "");
}

/** Characters among which the end of a placeholder, or of a single-quoted text, is looked for: time stays linear. */
const farthest = 200;

/** @returns where `{{ NAME }}` or `{% ... %}` of a template ends that begins at `start`; 0: none does. */
function placeholderEnd(text: string, start: number, end: number): number {
  const second = text[start + 1];
  if (text.charCodeAt(start) !== openBrace || (second !== "{" && second !== "%")) return 0;
  const inner = text.slice(start + 2, Math.min(end, start + 2 + farthest));
  const close = inner.indexOf(second === "{" ? "}}" : "%}");
  return close < 0 ? 0 : start + 2 + close + 2;
}

/** @returns the offset of the quotation mark that ends what the one at `open` begins, of either kind; -1: there is none. */
function closeOf(text: string, open: number, end: number): number {
  const plain = text.charCodeAt(open) === doubleQuote ? text.indexOf('"', open + 1) : -1;
  if (plain >= 0 && plain < end) return plain;
  for (let at = open + 1; at < end; at++) if (isQuote(text.charCodeAt(at))) return at;
  return -1;
}

/**
 * @returns the offset of the mark that ends the single-quoted text which begins at `open`; 0: none begins there. A mark
 * inside a word is an apostrophe.
 */
function closesSingle(text: string, open: number, end: number): number {
  if (!isSingleQuote(text.charCodeAt(open))) return 0;
  for (let at = open + 1; at < Math.min(end, open + farthest); at++)
    if (isSingleQuote(text.charCodeAt(at)) && (at + 1 === end || endsWord(text.charCodeAt(at + 1)))) return at;
  return 0;
}

function noteQuotes(written: Written, open: number, close: number, findings: Findings): void {
  const odd = [open, close].find((at) => written.text.charCodeAt(at) !== doubleQuote);
  if (odd !== undefined)
    findings.oddQuotes.push({ code: written.text.charCodeAt(odd), span: written.span(odd, odd + 1) });
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
function bareWord(written: string, place: Pick<CutWord, "start" | "end">, next: number): CutWord {
  const text = written.includes("\\") ? written.replace(/\\([#!])/g, "$1") : written;
  return { kind: "word", text, ...place, quoted: false, cut: isComment(next) ? (next === 0x23 ? "#" : "!") : "" };
}

/**
 * A word that begins with one of these was meant to start a comment, unless it is the value of a path keyword. Input
 * methods for Chinese and Japanese write full-width ones.
 */
function strayMarker(start: string, before: readonly Cut[], rules: LexRules): string | undefined {
  const marker = /^(?:\/\/|\uff0f\uff0f|[;\uff1b\uff03\uff01])/.exec(start)?.[0];
  if (marker !== "//") return marker;
  const last = before.at(-1);
  const beforeLast = before.at(-2);
  const firstArgument = last?.kind === "word" && beforeLast?.kind !== "word";
  return firstArgument && start.length > 2 && rules.takesSlashes(last.text) ? undefined : marker;
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
    else if (endsWord(code)) break;
    else at++;
  }
  return Math.min(at, limit);
}

const tab = 0x09;
const space = 0x20;
const doubleQuote = 0x22;
const backslash = 0x5c;
const openBrace = 0x7b;
const closeBrace = 0x7d;
const wideOpenBrace = 0xff5b;
const wideCloseBrace = 0xff5d;

function endsWord(code: number): boolean {
  return isBlank(code) || isComment(code) || isBrace(code) || isQuote(code) || isOddBlank(code);
}

function isBrace(code: number): boolean {
  return code === openBrace || code === closeBrace || code === wideOpenBrace || code === wideCloseBrace;
}

/** The double quote, and what word processors and input methods write instead of it. */
function isQuote(code: number): boolean {
  if (code < 0x80) return code === doubleQuote;
  return (code >= 0x201c && code <= 0x201f) || code === 0xab || code === 0xbb || code === 0xff02;
}

/** Only typography's own: the one of ASCII is part of a word here. */
function isSingleQuote(code: number): boolean {
  return (code >= 0x2018 && code <= 0x201b) || code === 0x2039 || code === 0x203a;
}

/** A carriage return inside a line is harmless, as the one of CRLF is. */
function isBlank(code: number): boolean {
  return code === space || code === tab || code === 0x0d;
}

/** `#` and `!`. */
function isComment(code: number): boolean {
  return code === 0x23 || code === 0x21;
}

/** Blanks of Unicode: parts of a word to keepalived, blanks to the person who pasted them. */
function isOddBlank(code: number): boolean {
  if (code < 0x80) return code === 0x0b || code === 0x0c;
  if (code >= 0x2000 && code <= 0x200a) return true;
  return oddBlanks.has(code);
}

const oddBlanks: ReadonlySet<number> = new Set([0x85, 0xa0, 0x1680, 0x2028, 0x2029, 0x202f, 0x205f, 0x3000]);

/** Soft hyphen, zero-width space and joiners, byte order mark: parts of a word to keepalived, nothing to a person. */
export function isInvisible(code: number): boolean {
  if (code < 0x80) return false;
  return code === 0xad || (code >= 0x200b && code <= 0x200d) || code === 0x2060 || code === 0xfeff;
}
