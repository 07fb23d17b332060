/** How the words after a keyword become its value: none, one, an optional one, a list. Each says what is wrong itself. */

import { isHidden } from "../diag/source.ts";
import type { Report } from "./report.ts";
import { joinSpans, quote, type Word } from "./syntax.ts";
import { boolean } from "./values/boolean.ts";
import { type Kind, writeValue } from "./values/kind.ts";
import { asAscii, isPlaceholder, pastedHint } from "./values/pasted.ts";

/** One use of a keyword, while its words are read. */
export interface Call {
  readonly keyword: Word;
  readonly words: readonly Word[];
  readonly report: Report;
  /** True where a word is a keyword of any block, and so was perhaps meant to begin a new line. */
  isKeyword(word: string): boolean;
}

export interface Arguments<T> {
  /** As in a synopsis, without the keyword: `SEC`, `[BOOL]`, or the empty text. */
  readonly synopsis: string;
  /** What the values may be, for documentation; absent: nothing follows. */
  readonly expected?: string;
  /** The kinds of the words by position, without options that have names. */
  readonly kinds: readonly Kind<unknown>[];
  /** How many of them must be written. */
  readonly least: number;
  /** How many there can be; absent: any number, or options that have names. */
  readonly most?: number;
  /** The last kind's words may be any number. */
  readonly repeats?: true;
  /** What may follow in any order, by name; the kind of the word after it, or true where none follows. */
  readonly options?: Readonly<Record<string, Kind<unknown> | true>>;
  /** True where the first word may begin with `//`. */
  readonly takesSlashes?: true;
  /** @returns undefined after reporting that the words do not make a value; the default stays then. */
  read(call: Call): T | undefined;
  /** The inverse: words, not quoted, from which `read` makes the value again. */
  write(value: T): readonly string[];
}

/** Nothing may follow; the value is true. */
export const flag: Arguments<true> = {
  synopsis: "",
  kinds: [],
  least: 0,
  most: 0,
  read(call) {
    const [word] = call.words;
    if (word && /^(off|no|false)$/.test(word.text)) tellNotOff(call, word);
    else
      refuseSurplus(
        call,
        0,
        word && /^(on|yes|true)$/.test(word.text) ? "the keyword alone switches it on" : undefined,
      );
    return true;
  },
  write: () => [],
};

/** Whoever writes this wants the opposite of what comes of it. */
function tellNotOff({ report, keyword }: Call, word: Word): void {
  report.error(
    "LK0014",
    word.span,
    `${quote(word)} does not switch "${keyword.text}" off: the keyword alone switches it on`,
    {
      hint: "leave the line out",
    },
  );
}

export function one<T>(kind: Kind<T>): Arguments<T> {
  return {
    synopsis: kind.synopsis,
    expected: kind.expected,
    kinds: [kind],
    least: 1,
    most: 1,
    read(call) {
      const [word] = call.words;
      if (word === undefined) return missing(call, kind.expected);
      const value = readWord(call, kind, word);
      // What follows a word that is none of the kind is part of the same mistake.
      if (value !== undefined) refuseSurplus(call, 1);
      return value;
    },
    write: (value) => [writeValue(kind, value)],
  };
}

/** A string that may begin with a slash; a comment character inside it is probably a mistake. */
export function path(kind: Kind<string>): Arguments<string> {
  return { ...one(kind), takesSlashes: true };
}

/** @param bare the value where no word follows. */
export function optional<T>(kind: Kind<T>, bare: T): Arguments<T> {
  return {
    synopsis: `[${kind.synopsis}]`,
    expected: kind.expected,
    kinds: [kind],
    least: 0,
    most: 1,
    read(call) {
      refuseSurplus(call, 1);
      const [word] = call.words;
      return word === undefined ? bare : readWord(call, kind, word);
    },
    write: (value) => (value === bare ? [] : [writeValue(kind, value)]),
  };
}

export const optionalBoolean: Arguments<boolean> = optional(boolean, true);

/** Words of a kind, at least `least`; one wrong word is reported and makes the whole list unusable. */
export function list<T>(kind: Kind<T>, least: 0 | 1 = 1): Arguments<readonly T[]> {
  return {
    synopsis: least > 0 ? `${kind.synopsis} ...` : `[${kind.synopsis} ...]`,
    expected: kind.expected,
    kinds: [kind],
    least,
    repeats: true,
    read(call) {
      if (call.words.length < least) return missing(call, kind.expected);
      const values = call.words.flatMap((word) => readWord(call, kind, word) ?? []);
      return values.length === call.words.length ? values : undefined;
    },
    write: (values) => values.map((value) => writeValue(kind, value)),
  };
}

export function missing(call: Call, expected: string): undefined {
  call.report.error("LK0011", call.keyword.span, `"${call.keyword.text}" needs a value`, { expected });
}

/** Reads one word, reporting at the word itself what is wrong with it. */
export function readWord<T>(call: Call, kind: Kind<T>, word: Word): T | undefined {
  const reading = kind.read(word.text);
  if (!("fault" in reading)) {
    if (kind.freeText) warnOfText(call, word);
    const { lack, value } = reading;
    if (lack !== undefined) call.report.error("LK0003", word.span, `${call.keyword.text} ${quote(word)} ${lack}`);
    return value;
  }
  // That nothing defines a name in it has been told.
  if (/\$\w/.test(word.text) && call.report.raise("LK0042", word.span)) return undefined;
  if (call.report.drops("error")) return undefined;
  const hint = isHidden(word.span) ? undefined : (reading.hint ?? pastedHint(word.text));
  call.report.error(reading.code, word.span, `${call.keyword.text} ${quote(word)} ${reading.fault}`, {
    expected: kind.expected,
    ...(hint === undefined ? {} : { hint }),
  });
  return undefined;
}

/** Any text is a value, so this is where a person learns that it is not the one that was meant. */
function warnOfText(call: Call, word: Word): void {
  const { report, keyword } = call;
  if (word.cut) reportCut(call, word);
  if (word.quoted) return;
  if (isPlaceholder(word.text))
    report.warning("LK0050", word.span, "a placeholder was left in", {
      hint: "write the value itself",
    });
  else if (word.text.startsWith("'"))
    report.warning("LK0049", word.span, `a single quote is part of the value of "${keyword.text}"`, {
      hint: 'only " quotes in this language',
    });
  else if (asAscii(word.text) !== word.text)
    report.warning("LK0046", word.span, `the value of "${keyword.text}" has full-width characters`, {
      hint: isHidden(word.span) ? "write them in ASCII" : `if that is not meant, write ${asAscii(word.text)}`,
    });
}

function reportCut(call: Call, word: Word): void {
  call.report.warning(
    "LK0027",
    word.span,
    `the value of "${call.keyword.text}" ends here, because "${word.cut}" starts a comment`,
    {
      hint: `put the value in double quotes, or write \\${word.cut}; for a comment, put a blank before it`,
    },
  );
}

/** Reports words after the first `count`. @param hint what to do about them, where they are no keyword. */
export function refuseSurplus(call: Call, count: number, hint?: string): void {
  const first = call.words[count];
  const last = call.words.at(-1);
  const before = call.words[count - 1];
  // What follows an opening single quote, which has been told.
  if (first === undefined || last === undefined || (before?.text.startsWith("'") && !before.quoted)) return;
  const words = call.words.length - count === 1 ? "one word too many" : `${call.words.length - count} words too many`;
  // In a list the name of the entry is not written.
  const after = call.words[0]?.span.start === call.keyword.span.start ? "" : ` after "${call.keyword.text}"`;
  call.report.warning("LK0014", joinSpans(first.span, last.span), `${words}${after}; not used`, {
    ...(call.isKeyword(first.text) ? { hint: "a keyword begins a new line" } : hint === undefined ? {} : { hint }),
  });
}
