/** Forms of arguments with several words: by position, options with names, command lines of scripts. */

import { type Arguments, type Call, missing, readWord, refuseSurplus } from "./arguments.ts";
import {
  type NamedOptions,
  optionSynopses,
  readOptions,
  tellOther,
  type Values,
  type Wording,
  writeOptions,
} from "./named-options.ts";
import { joinSpans, quote, type Word } from "./syntax.ts";
import { type Kind, writeValue } from "./values/kind.ts";

/** Words by position: what the value calls each, in the order in which they are written. */
export type Positions = Readonly<Record<string, Kind<unknown>>>;

type None = Readonly<Record<never, never>>;
type ValueOf<K> = K extends Kind<infer T> ? T : K extends true ? true : never;

/** What is read: a property for each word by position, and for each option that is written. */
export type NamedValue<H extends Positions, O extends NamedOptions, M extends Positions> = {
  readonly [N in keyof H]: ValueOf<H[N]>;
} & { readonly [N in keyof O]?: ValueOf<O[N]> } & { readonly [N in keyof M]?: ValueOf<M[N]> };

/** Words by position. @param head those that must be written. @param more those that may follow. */
export function positional<H extends Positions, M extends Positions = None>(
  head: H,
  more: M = {} as M,
): Arguments<NamedValue<H, None, M>> {
  const all = [...Object.values(head), ...Object.values(more)];
  return {
    ...named<H, None, M>(head, {}, more),
    most: all.length,
    read(call) {
      refuseSurplus(call, all.length);
      return readHead(call, head, more) as NamedValue<H, None, M> | undefined;
    },
  };
}

/** Words by position, then options with names in any order. */
export function named<H extends Positions, O extends NamedOptions, M extends Positions = None>(
  head: H,
  options: O,
  more: M = {} as M,
  wording?: Wording,
): Arguments<NamedValue<H, O, M>> {
  const first = Object.values(head);
  const kinds = [...first, ...Object.values(more)];
  const names = optionSynopses(options);
  return {
    synopsis: [positionalSynopsis(kinds, first.length), ...names].filter((part) => part !== "").join(" "),
    expected: kinds.map((kind) => kind.expected).join(", then ") || `options: ${Object.keys(options).join(", ")}`,
    kinds,
    least: first.length,
    options,
    read(call) {
      const values = readHead(call, head, more, options);
      const rest = call.words.slice(Math.min(kinds.length, positionalCount(call, options)));
      // What follows something wrong is part of it, unless it is an option: another of the kind, or what a word too many shifted.
      const absent = positionalCount(call, options) < first.length;
      const part = values === undefined && (absent || !Object.hasOwn(options, rest[0]?.text ?? ""));
      const chosen = part ? {} : readOptions(call, rest, options, tellOther(call, rest, options, wording)).values;
      return values && chosen && ({ ...values, ...chosen } as NamedValue<H, O, M>);
    },
    write: (value) => [...writePositions({ ...head, ...more }, options, value), ...writeOptions(options, value)],
  };
}

/** A command line with its arguments, and whom it runs as where that is said. */
export interface Script {
  readonly command: string;
  readonly user?: string;
  readonly group?: string;
}

/** `CMD`, one word or quoted, then perhaps words by position: the user and the group that it runs as. */
export function script(more: { readonly user?: Kind<string>; readonly group?: Kind<string> } = {}): Arguments<Script> {
  const all: Positions = { ...more };
  const kinds = [commandLine, ...Object.values(all)];
  return {
    synopsis: positionalSynopsis(kinds, 1),
    expected: commandLine.expected,
    kinds,
    least: 1,
    most: kinds.length,
    takesSlashes: true,
    read(call) {
      const words = joinSingleQuoted(call.words);
      if (kinds.length > 1) tellArguments({ ...call, words }, kinds.length);
      else refuseSurplus({ ...call, words }, 1, quoteHint);
      return readHead({ ...call, words }, { command: commandLine }, all) as Script | undefined;
    },
    write: (value) => writePositions({ command: commandLine, ...all }, {}, { ...value }),
  };
}

/** So many words are no user and group: whoever wrote them meant arguments. */
function tellArguments({ report, words }: Call, most: number): void {
  const [command, first] = words;
  const last = words.at(-1);
  // What follows an opening single quote, which has been told.
  const open = command?.text.startsWith("'") && !command.quoted;
  if (words.length <= most || !command || !first || !last || open) return;
  const span = joinSpans(first.span, last.span);
  report.error("LK0067", span, `words after ${quote(command)} are taken for the user and group that it runs as`, {
    hint: quoteHint,
  });
}

/** keepalived takes the words after a command for something else. */
export const quoteHint = "put the command and its arguments in one pair of double quotes";

/** Options of which at least one must be written. */
export function required<T>(options: Arguments<T>): Arguments<T> {
  return {
    ...options,
    read: (call) => (call.words.length === 0 ? missing(call, options.expected ?? "") : options.read(call)),
  };
}

const commandLine: Kind<string> = {
  synopsis: "COMMAND",
  expected: "a command line, in double quotes where it has arguments",
  freeText: true,
  read: (text) => (text.trim() === "" ? { code: "LK0012", fault: "is empty" } : { value: text }),
};

function positionalSynopsis(kinds: readonly Kind<unknown>[], least: number): string {
  const first = kinds
    .slice(0, least)
    .map((kind) => kind.synopsis)
    .join(" ");
  const rest = kinds.slice(least).reduceRight((inner, kind) => ` [${kind.synopsis}${inner}]`, "");
  return `${first}${rest}`.trim();
}

/** @returns how many words stand before the first that is an option's name. */
function positionalCount(call: Call, options: NamedOptions): number {
  const at = call.words.findIndex((word) => Object.hasOwn(options, word.text));
  return at < 0 ? call.words.length : at;
}

function readHead(call: Call, head: Positions, more: Positions, options: NamedOptions = {}): Values | undefined {
  const positions = [...Object.entries(head), ...Object.entries(more)];
  const count = Math.min(positions.length, positionalCount(call, options));
  const first = Object.values(head);
  if (count < first.length) return tellAbsent(call, first[count]?.expected ?? "");
  const values: Values = {};
  for (const [i, [name, kind]] of positions.slice(0, count).entries()) {
    const word = call.words[i];
    values[name] = word && readWord(call, kind, word);
  }
  return Object.values(values).includes(undefined) ? undefined : values;
}

/** In a list the name of the entry is not written, so that what stands there instead is an option. */
function tellAbsent(call: Call, expected: string): undefined {
  const [word] = call.words;
  if (word?.span.start !== call.keyword.span.start) return missing(call, expected);
  call.report.error("LK0011", word.span, `no ${call.keyword.text} before ${quote(word)}`, { expected });
}

/** Words by position up to the first that is absent, or is an option as well and written as such. */
function writePositions(positions: Positions, options: NamedOptions, value: Values): string[] {
  const written: string[] = [];
  for (const [name, kind] of Object.entries(positions)) {
    if (value[name] === undefined || Object.hasOwn(options, name)) break;
    written.push(writeValue(kind, value[name]));
  }
  return written;
}

/** Commands may stand in single quotes too, which group words nowhere else. */
function joinSingleQuoted(given: readonly Word[]): readonly Word[] {
  const [first] = given;
  if (first === undefined || first.quoted || !first.text.startsWith("'")) return given;
  const end = given.findIndex((word, i) => word.text.endsWith("'") && (i > 0 || word.text.length > 1));
  const last = given[end];
  if (last === undefined) return given;
  const text = given.slice(0, end + 1).map((word) => word.text);
  const joined: Word = { ...first, text: text.join(" ").slice(1, -1), span: joinSpans(first.span, last.span) };
  return [joined, ...given.slice(end + 1)];
}
