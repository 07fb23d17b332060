/**
 * The words of a statement → the words that were meant: a sign of another language between keyword and value is none, a
 * placeholder with blanks in it, or of several alternatives, is one word. Says what it mended, and what the parser mends alike.
 */

import { isKeyword } from "./keywords.ts";
import type { Report } from "./report.ts";
import { joinSpans, quote, type Word } from "./syntax.ts";
import { isPlaceholder } from "./values/pasted.ts";

/** @returns `words` itself where all is as it should be, which is nearly always. */
export function meantWords(words: readonly Word[], report: Report): readonly Word[] {
  if (words.length > most || !words.some(isOdd)) return words;
  return withAlternatives(withWholePlaceholders(withoutSign(apart(words), report)));
}

/** Has one of the signs that all of what is mended has. */
const isOdd = ({ text }: Word): boolean => oddSign.test(text);
const oddSign = /[<|=:]/;

/** Words of a statement that are looked at; more are no statement, and would take long. */
const most = 64;

/** `sorry_server<IPADDR>`: a keyword and a placeholder that have grown together are two words. */
function apart(words: readonly Word[]): readonly Word[] {
  const [keyword, ...rest] = words;
  const [, name = ""] = /^(\w+)<./.exec(keyword?.text ?? "") ?? [];
  if (keyword === undefined || keyword.quoted || !isKeyword(name)) return words;
  const [start, end] = [name.length, keyword.text.length];
  const value: Word = { ...keyword, text: keyword.text.slice(start), span: part(keyword, start, end) };
  return [{ ...keyword, text: name, span: part(keyword, 0, start), cut: "" }, value, ...rest];
}

/** `<STRING> | <QUOTED-STRING>` and `HTTP_GET | SSL_GET` are one word each, of which the reader of a manual has to choose. */
function withAlternatives(words: readonly Word[]): readonly Word[] {
  const at = words.findIndex(({ text, quoted }, i) => text === "|" && !quoted && i > 0);
  if (at < 0) return words;
  const [first, last] = [words[at - 1], words[at + 1]];
  if (!first || !last) return words;
  const alike =
    (isPlaceholder(first.text) && isPlaceholder(last.text)) || (isKeyword(first.text) && isKeyword(last.text));
  if (!alike) return words;
  const text = `${first.text} | ${last.text}`;
  const whole: Word = { ...first, text, span: joinSpans(first.span, last.span), cut: last.cut };
  return withAlternatives([...words.slice(0, at - 1), whole, ...words.slice(at + 2)]);
}

/** `priority = 100`, `priority: 100` and `priority=100`, as INI files and YAML have them. */
function withoutSign(words: readonly Word[], report: Report): readonly Word[] {
  const [keyword, second, ...rest] = words;
  if (keyword === undefined || keyword.quoted) return words;
  if (second && signs.has(second.text) && !second.quoted && isKeyword(keyword.text)) {
    tellSign(second.text, second, report);
    return [keyword, ...rest];
  }
  const grown = grownTogether.exec(keyword.text);
  const [, name = "", sign = "", value = ""] = grown ?? [];
  if (!isKeyword(name) || isKeyword(keyword.text)) return words;
  const [start, end] = [name.length, keyword.text.length];
  tellSign(sign, { ...keyword, span: part(keyword, start, start + sign.length) }, report);
  const head: Word = { ...keyword, text: name, span: part(keyword, 0, start), cut: "" };
  const first: Word = { ...keyword, text: value, span: part(keyword, start + sign.length, end) };
  return [head, ...(value === "" ? [] : [first]), ...words.slice(1)];
}

const signs: ReadonlySet<string> = new Set(["=", ":", "=>", ":="]);
const grownTogether = /^([A-Za-z_][\w-]*)([=:])(.*)$/s;

function tellSign(sign: string, word: Word, report: Report): void {
  report.error("LK0048", word.span, `"${sign}" does not belong between a keyword and its value`, {
    hint: "separate them by a blank alone",
  });
}

/** Where characters `start` to before `end` of a word stand; the whole word where its text is not as it is written. */
function part({ span, text }: Word, start: number, end: number): Word["span"] {
  if (span.end - span.start !== text.length) return span;
  return { ...span, start: span.start + start, end: span.start + end };
}

/** @param word a keyword behind the words that the one before it takes */
export function tellNewLine(word: Word, report: Report): void {
  report.error("LK0014", word.span, `${quote(word)} must begin a new line; keepalived does not read it here`);
}

/** @param word a backslash */
export function tellContinuation(word: Word, report: Report): void {
  report.warning("LK0053", word.span, "a backslash does not join lines outside of definitions", {
    hint: "read as if it did; keepalived takes it for a word, so write all of it on one line; this is said once",
  });
}

/** `<IP ADDRESS>` */
function withWholePlaceholders(words: readonly Word[]): readonly Word[] {
  const start = words.findIndex((word) => isOpenPlaceholder(word));
  if (start < 0) return words;
  const end = words.findIndex((word, i) => i > start && word.text.endsWith(">") && !word.quoted);
  const [first, last] = [words[start], words[end]];
  if (first === undefined || last === undefined) return words;
  const text = words.slice(start, end + 1).map((word) => word.text);
  const whole: Word = { ...first, text: text.join(" "), span: joinSpans(first.span, last.span), cut: last.cut };
  return [...words.slice(0, start), whole, ...withWholePlaceholders(words.slice(end + 1))];
}

function isOpenPlaceholder({ text, quoted }: Word): boolean {
  return !quoted && text.startsWith("<") && text.length > 1 && !text.includes(">");
}
