/** Files that are something else than a keepalived.conf, so that one sentence says more than a complaint about every line. */

import type { Diagnostic } from "../diag/diagnostic.ts";
import type { Source, Span } from "../diag/source.ts";
import { nearest } from "../diag/suggest.ts";
import { blocksOf, keywordsOf } from "./keywords.ts";
import type { Report } from "./report.ts";
import type { Block } from "./syntax.ts";

/** @returns false after reporting that the file is not text: it has NUL bytes, as programs, archives and UTF-16 have. */
export function isText(source: Source, report: Report): boolean {
  const at = source.text.indexOf("\0");
  if (at < 0) return true;
  const span = { source, start: at, end: at + 1 };
  report.error("LK0052", span, `"${source.name}" is no text: it has NUL bytes; it is not read`, {
    ...(isUtf16(source.text) ? { hint: "it looks like UTF-16: iconv -f UTF-16 -t UTF-8" } : {}),
  });
  return false;
}

/** A byte order mark, which is no UTF-8, or every other byte of the beginning NUL. */
function isUtf16(text: string): boolean {
  return /^\ufffd\ufffd|^(?:[^\0]\0){2}|^(?:\0[^\0]){2}/.test(text);
}

/**
 * @param tree of the whole configuration; @param source its first file
 * @returns what is said instead of everything else about a file in which nothing is a keyword of the top level, or nearly
 * one. Undefined: it is a keepalived.conf.
 */
export function tellForeign(source: Source, { statements }: Block): Diagnostic | undefined {
  const words = statements.slice(0, mostSeen).map(({ name }) => name);
  const unknown = words.filter((word) => blocksOf(word).length === 0).length;
  const kind = kinds.find(([, signs]) => signs.test(source.text.slice(0, mostRead)));
  if (kind ? words.some(isTop) || (unknown === 0 && words.length > 0) : words.some(isNearlyTop)) return undefined;
  // A part of a keepalived.conf, tried by itself, has keywords of other blocks at its top level.
  if (!kind && (words.length < fewest || unknown <= words.length / 2)) return undefined;
  const first = statements[0]?.keyword.span ?? start(source);
  return {
    code: "LK0051",
    severity: "error",
    span: first,
    message: `"${source.name}" is no keepalived.conf: nothing at its top level is a keyword of one`,
    ...(kind ? { hint: `it looks like ${kind[0]}` } : {}),
  };
}

/** Of fewer, some may be misspelled. */
const fewest = 2;

/** Statements and characters that are looked at. */
const mostSeen = 200;
const mostRead = 20_000;

function start(source: Source): Span {
  const at = Math.max(source.text.search(/\S/), 0);
  return { source, start: at, end: at + 1 };
}

function isTop(word: string): boolean {
  return keywordsOf("file").includes(word);
}

function isNearlyTop(word: string): boolean {
  return isTop(word) || nearest(word.toLowerCase(), keywordsOf("file")) !== undefined;
}

/** By what only they have, the first that fits. */
const kinds: readonly (readonly [name: string, signs: RegExp])[] = [
  ["a script", /^#!/],
  ["JSON", /^\s*(\{\s*"|\[\s*[{"[])/],
  ["HTML or XML", /^\s*<[!?a-z]/i],
  ["the output of ipvsadm -S", /^-A -[tuf] /m],
  ["HAProxy's configuration", /^(frontend|backend|listen|defaults)\b/m],
  ["nginx's configuration", /^\s*(http|events|server|stream|upstream \S+)\s*\{/m],
  ["an INI file, such as systemd's", /^\[[^\]]+\]\s*$/m],
  ["YAML", /^(---|[\w-]+:(\s|$))/m],
];
