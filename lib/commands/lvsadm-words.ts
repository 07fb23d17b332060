/**
 * Words → options by ipvsadm's grammar, which is popt's: an option that needs a value takes the next word whatever it looks
 * like (`-t -s`, `-w -1`), letters cluster with a value at the end (`-Ats`), and faults are met in order of the words.
 * yargs-parser can express none of these three, so this scanner works on the option table by itself.
 */

import type { OptionRow } from "./option-row.ts";

export type Scanned<Row extends OptionRow> =
  | { readonly kind: "option"; readonly row: Row; readonly value: string | undefined; readonly word: string }
  | { readonly kind: "fault"; readonly word: string; readonly reason: string };

/** What is left besides options; filled while the options are taken. */
export interface Leftover {
  readonly words: string[];
}

/** Rows by what they are called; made once, because a file of rules asks it for every word. */
export interface OptionIndex<Row extends OptionRow> {
  readonly long: ReadonlyMap<string, Row>;
  readonly short: ReadonlyMap<string, Row>;
}

export function indexOptions<Row extends OptionRow>(rows: readonly Row[]): OptionIndex<Row> {
  // Where two rows share a name, as -L and -l share --list, the first one counts.
  const reversed = rows.toReversed();
  return {
    long: new Map(reversed.map((row) => [row.long, row])),
    short: new Map(reversed.flatMap((row) => (row.short === undefined ? [] : [[row.short, row]]))),
  };
}

/**
 * @param endsAtFirstWord POSIXLY_CORRECT: what follows the first plain word is plain as well.
 * @returns each option as it is met; nothing follows a fault. `word` is the last one taken so far.
 */
export function* scanWords<Row extends OptionRow>(
  options: OptionIndex<Row>,
  argv: readonly string[],
  leftover: Leftover,
  endsAtFirstWord: boolean,
): Generator<Scanned<Row>, void> {
  const queue = [...argv];
  for (let word = queue.shift(); word !== undefined; word = queue.shift()) {
    if (word === "--") break;
    if (!/^-./s.test(word)) {
      leftover.words.push(word);
      if (endsAtFirstWord) break;
      continue;
    }
    const found = word.startsWith("--") ? longOption(options, word, queue) : shortOptions(options, word, queue);
    for (const scanned of found) {
      yield scanned;
      if (scanned.kind === "fault") return;
    }
  }
  leftover.words.push(...queue);
}

function* longOption<Row extends OptionRow>(
  options: OptionIndex<Row>,
  word: string,
  queue: string[],
): Generator<Scanned<Row>, void> {
  const [name, attached] = splitAtEquals(word.slice(2));
  const row = options.long.get(name);
  if (row === undefined) yield fault(word, "unknown option");
  else if (row.value === undefined && attached !== undefined) yield fault(word, "option does not take an argument");
  else yield withValue(row, word, attached, queue);
}

function* shortOptions<Row extends OptionRow>(
  options: OptionIndex<Row>,
  word: string,
  queue: string[],
): Generator<Scanned<Row>, void> {
  let rest: string | undefined = word.slice(1);
  while (rest !== undefined) {
    const row = options.short.get(rest[0] ?? "");
    const attached: string | undefined = rest.length === 1 ? undefined : rest.slice(1);
    if (row === undefined) return yield fault(word, "unknown option");
    // One equals sign between a letter and its value is no part of the value.
    if (row.value !== undefined) return yield withValue(row, word, attached?.replace(/^=/, ""), queue);
    if (attached?.startsWith("=")) return yield fault(word, "option does not take an argument");
    yield { kind: "option", row, value: undefined, word };
    rest = attached;
  }
}

function withValue<Row extends OptionRow>(
  row: Row,
  word: string,
  attached: string | undefined,
  queue: string[],
): Scanned<Row> {
  if (row.value === undefined || attached !== undefined) return { kind: "option", row, value: attached, word };
  const next = queue[0];
  if (row.optionalValue && (next === undefined || next.startsWith("-")))
    return { kind: "option", row, value: undefined, word };
  if (next === undefined) return fault(word, "missing argument");
  queue.shift();
  return { kind: "option", row, value: next, word: next };
}

function fault(
  word: string,
  reason: string,
): { readonly kind: "fault"; readonly word: string; readonly reason: string } {
  return { kind: "fault", word, reason };
}

function splitAtEquals(text: string): [name: string, value: string | undefined] {
  const at = text.indexOf("=");
  return at < 0 ? [text, undefined] : [text.slice(0, at), text.slice(at + 1)];
}
