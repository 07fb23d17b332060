/**
 * Text → lines of words and braces with exact spans. Knows quotes, comments, blanks and braces; knows no keyword.
 * What a person pasted that is not of the language (`//` comments, no-break spaces) is read as it was meant and noted.
 */

import type { Source, Span } from "../diag/source.ts";
import { lineRange } from "../diag/source.ts";
import type { Line, Token, Word } from "./syntax.ts";

/** What the lexer met that a person should be told; lexer-findings.ts words it. */
export interface Findings {
  readonly strayComments: { readonly marker: "//" | ";"; readonly span: Span; readonly brace: Span | undefined }[];
  readonly oddBlanks: Span[];
  readonly openQuotes: Span[];
}

/** Each is told by itself, so there is no use for more. */
const mostOpenQuotes = 1000;

export interface LexRules {
  /** True where the first argument of `keyword` may begin with `//` (a path), so that it is a value, not a comment. */
  takesSlashes(keyword: string): boolean;
}

export function emptyFindings(): Findings {
  return { strayComments: [], oddBlanks: [], openQuotes: [] };
}

/** Lexes a whole source line by line; empty lines are left out. */
export function lexSource(source: Source, rules: LexRules, findings: Findings): Line[] {
  const lines: Line[] = [];
  for (let number = 1; number <= source.lineStarts.length; number++) {
    const { start, end } = lineRange(source, number);
    const line = lexLine({ source, start, end }, rules, findings);
    if (line.tokens.length > 0) lines.push(line);
  }
  return lines;
}

/** @param line one logical line; its `expandedFrom` is passed on to every token. */
export function lexLine(line: Span, rules: LexRules, findings: Findings): Line {
  const text = line.source.text;
  const tokens: Token[] = [];
  let at = line.start;
  while (at < line.end) {
    const code = text.charCodeAt(at);
    if (isBlank(code)) at++;
    else if (isOddBlank(code)) findings.oddBlanks.push(part(line, at, ++at));
    else if (isComment(code)) break;
    else if (code === openBrace || code === closeBrace)
      tokens.push({ kind: code === openBrace ? "open" : "close", span: part(line, at, ++at) });
    else if (code === doubleQuote) {
      const close = text.indexOf('"', at + 1);
      const closed = close >= 0 && close < line.end;
      const end = closed ? close + 1 : line.end;
      if (!closed && findings.openQuotes.length < mostOpenQuotes) findings.openQuotes.push(part(line, at, end));
      const inner = text.slice(at + 1, closed ? close : end);
      tokens.push({ kind: "word", text: inner, span: part(line, at, end), quoted: true, cut: false });
      at = end;
    } else {
      const end = wordEnd(text, at, line.end);
      const marker = strayMarker(text.slice(at, Math.min(end, at + 3)), tokens, rules);
      if (marker) {
        findings.strayComments.push({
          marker,
          span: part(line, at, at + marker.length),
          brace: braceIn(part(line, at, line.end)),
        });
        break;
      }
      tokens.push(bareWord(part(line, at, end), isComment(text.charCodeAt(end)) && end < line.end));
      at = end;
    }
  }
  return { indent: indentOf(line), tokens };
}

/** A million of these are made for a large file, so it is not a copy of the line with other ends. */
function part({ source, expandedFrom }: Span, start: number, end: number): Span {
  return expandedFrom ? { source, start, end, expandedFrom } : { source, start, end };
}

function bareWord(span: Span, cut: boolean): Word {
  const written = span.source.text.slice(span.start, span.end);
  return { kind: "word", text: written.replace(/\\([#!])/g, "$1"), span, quoted: false, cut };
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

/** A brace that keepalived would obey although it stands after `//`; one after `#` or `!` is in a real comment. */
function braceIn(rest: Span): Span | undefined {
  const comment = /^[^#!]*/.exec(rest.source.text.slice(rest.start, rest.end))?.[0] ?? "";
  const at = comment.search(/[{}]/);
  return at < 0 ? undefined : { ...rest, start: rest.start + at, end: rest.start + at + 1 };
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

function indentOf(line: Span): number {
  let columns = 0;
  for (let at = line.start; at < line.end; at++) {
    const code = line.source.text.charCodeAt(at);
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
