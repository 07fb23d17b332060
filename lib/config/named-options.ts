/** Options of a line by name, in any order, each with its value: what addresses, routes, rules and tunnels have. */

import { nearest } from "../diag/suggest.ts";
import { type Call, missing, readWord } from "./arguments.ts";
import { joinSpans, quote, type Word } from "./syntax.ts";
import { type Kind, writeValue } from "./values/kind.ts";
import { isPlaceholder } from "./values/pasted.ts";

/** The kind of the words that follow the name, or true where the name alone says it. */
export type NamedOptions = Readonly<Record<string, Kind<unknown> | true>>;

/** What is read, by name. */
export type Values = Record<string, unknown>;

/** How an entry's faults are told better than by the list of options. */
export interface Wording {
  /** What has the options: `an address`. */
  readonly of: string;
  readonly expected: string;
  /** Words besides the options that a misspelt one may have been meant to be. */
  readonly others?: readonly string[];
  /** @returns what to do about a word that is none of them. */
  hint(word: string): string | undefined;
}

/** @returns how many words were taken from the one at `at`, which names no option; undefined: told, and reading ends. */
export type Otherwise = (at: number) => number | undefined;

/** Names of options besides the proper ones, under which their values are found. */
export interface OtherNames {
  /** Those that are as good: other name → proper name. */
  readonly aliases?: Readonly<Record<string, string>>;
  /** Those that nobody should write any more: name → what to do instead, as an instruction. */
  readonly old?: Readonly<Record<string, string>>;
}

/** What options say, by their proper names, and where each value stands, or the name alone where it has none. */
export interface OptionsRead {
  /** Undefined: something is wrong with one of them, which is told. */
  readonly values: Values | undefined;
  readonly places: ReadonlyMap<string, Word>;
}

/** Reads on after a value that is wrong, but not after a word that is no option: what follows it may be anything. */
export function readOptions(
  call: Call,
  words: readonly Word[],
  options: NamedOptions,
  otherwise: Otherwise,
  names: OtherNames = {},
): OptionsRead {
  const values: Values = {};
  const places = new Map<string, Word>();
  const written = new Map<string, Word>();
  const again: (readonly [Word, before: Word])[] = [];
  for (let at = 0; at < words.length; ) {
    const name = words[at];
    if (name === undefined) break;
    const kind = Object.hasOwn(options, name.text) ? options[name.text] : undefined;
    if (kind === undefined) {
      const taken = otherwise(at);
      if (taken === undefined) return { values: undefined, places };
      at += taken;
      continue;
    }
    tellOld(call, name, names);
    const proper = names.aliases?.[name.text] ?? name.text;
    const before = written.get(proper);
    if (before) again.push([name, before]);
    written.set(proper, name);
    at++;
    const value = kind === true ? undefined : valueAt(kind, words, at);
    places.set(proper, value?.word ?? name);
    if (kind === true) values[proper] = true;
    else if (value === undefined || isNext(kind, value.word, options)) {
      values[proper] = missing({ ...call, keyword: name }, kind.expected);
      if (value === undefined) at = words.length;
    } else {
      values[proper] = readWord({ ...call, keyword: name }, kind, value.word);
      at += value.count;
    }
  }
  if (Object.values(values).includes(undefined)) return { values: undefined, places };
  for (const [name, before] of again) tellAgain(call, name, before);
  return { values, places };
}

/** @returns the words of a value as one; undefined: there are too few. */
function valueAt(kind: Kind<unknown>, words: readonly Word[], at: number): { word: Word; count: number } | undefined {
  const count = kind.extent?.(words, at) ?? 1;
  const [first, last] = [words[at], words[at + count - 1]];
  if (first === undefined || last === undefined) return undefined;
  if (count === 1) return { word: first, count };
  const texts = words.slice(at, at + count).map(({ text }) => text);
  return { word: { ...first, text: texts.join(" "), span: joinSpans(first.span, last.span), cut: last.cut }, count };
}

/** The value was left out, and the next option stands in its place. */
function isNext(kind: Kind<unknown>, { text, quoted }: Word, options: NamedOptions): boolean {
  return !quoted && Object.hasOwn(options, text) && "fault" in kind.read(text);
}

function tellOld({ report }: Call, name: Word, { old }: OtherNames): void {
  const instead = old?.[name.text];
  if (instead !== undefined && report.first(`old option ${name.text}`))
    report.warning("LK0015", name.span, `${quote(name)} is an old spelling`, { hint: `${instead}; this is said once` });
}

function tellAgain({ report }: Call, name: Word, before: Word): void {
  report.warning("LK0028", name.span, `${quote(name)} is written again on this line; the last one counts`, {
    related: [{ span: before.span, message: "written before here" }],
  });
}

/** @returns what tells of a word that is none of the options. */
export function tellOther(
  call: Call,
  words: readonly Word[],
  options: NamedOptions,
  wording: Wording | undefined,
): Otherwise {
  return (at) => {
    const name = words[at];
    if (name === undefined) return undefined;
    if (isPlaceholder(name.text)) {
      call.report.error("LK0050", name.span, "a placeholder was left in", { hint: "write the value itself" });
      return undefined;
    }
    const known = [...Object.keys(options), ...(wording?.others ?? [])];
    const near = call.report.maySuggest() ? nearest(name.text, known) : undefined;
    // Numbers belong to options; without any, the words are as many entries.
    const entries = words.slice(at).every(({ text }) => !/^[-+]?\d+$/.test(text));
    const hint =
      wording?.hint(name.text) ??
      (near ? `did you mean "${near}"?` : entries && !wording ? `one ${call.keyword.text} per line` : undefined);
    call.report.error("LK0012", name.span, `${quote(name)} is not an option ${wording ? `of ${wording.of}` : "here"}`, {
      expected: wording?.expected ?? `one of ${Object.keys(options).join(", ")}`,
      ...(hint === undefined ? {} : { hint }),
    });
    return undefined;
  };
}

/** As a synopsis shows them: `[dev INTERFACE]`, `[onlink]`. */
export function optionSynopses(options: NamedOptions): string[] {
  return Object.entries(options).map(([name, kind]) => (kind === true ? `[${name}]` : `[${name} ${kind.synopsis}]`));
}

/** The inverse of `readOptions`, in the order of `options`. */
export function writeOptions(options: NamedOptions, values: Values): string[] {
  return Object.entries(options).flatMap(([name, kind]) => {
    if (values[name] === undefined) return [];
    if (kind === true) return [name];
    const text = writeValue(kind, values[name]);
    return [name, ...(kind.extent ? text.split(" ") : [text])];
  });
}
