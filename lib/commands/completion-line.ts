/** A command line up to the cursor, read as far as a shell's completion has to: which option waits for a value, what was given. */

import type { OptionRow } from "./option-row.ts";

export interface ReadLine<Row extends OptionRow> {
  /** Options that are complete, in order, with their values. */
  readonly given: readonly { readonly row: Row; readonly value?: string }[];
  /** Words that are neither options nor values. */
  readonly words: readonly string[];
  /** Whose value is being typed. */
  readonly pending: Row | undefined;
  /** What stands before that value in the same word, such as `--scheduler=`. */
  readonly prefix: string;
  /** What is typed of the word at the cursor, without `prefix`. */
  readonly current: string;
}

/** Blanks part words; of quotes a completion of names and addresses knows nothing. */
export function wordsOf(line: string): string[] {
  return line.trimStart().split(/[ \t]+/);
}

/** @param argv words after the command's name; the last one is at the cursor, perhaps empty. */
export function readLine<Row extends OptionRow>(rows: readonly Row[], argv: readonly string[]): ReadLine<Row> {
  const given: { row: Row; value?: string }[] = [];
  const words: string[] = [];
  let pending: Row | undefined;
  for (const word of argv.slice(0, -1)) {
    if (pending !== undefined) {
      given.push({ row: pending, value: word });
      pending = undefined;
    } else if (word.startsWith("-") && word.length > 1) {
      const read = optionsIn(rows, word);
      given.push(...read.given);
      pending = read.pending;
    } else words.push(word);
  }
  const typed = argv.at(-1) ?? "";
  const [prefix = "", long = ""] = (pending === undefined && /^--([\w-]+)=/.exec(typed)) || [];
  const valued = rows.find((row) => row.long === long && row.value !== undefined);
  return { given, words, pending: pending ?? valued, prefix, current: typed.slice(prefix.length) };
}

interface OptionsRead<Row> {
  readonly given: readonly { readonly row: Row; readonly value?: string }[];
  readonly pending: Row | undefined;
}

/** A long option, or a row of letters of which the first that takes a value takes the rest. */
function optionsIn<Row extends OptionRow>(rows: readonly Row[], word: string): OptionsRead<Row> {
  if (word.startsWith("--")) {
    const [long = "", value] = word.slice(2).split(/=(.*)/s);
    const row = rows.find((one) => one.long === long);
    return row === undefined ? { given: [], pending: undefined } : taken(row, value);
  }
  const given: { row: Row; value?: string }[] = [];
  for (const [i, letter] of [...word].entries()) {
    const row = i === 0 ? undefined : rows.find((one) => one.short === letter);
    if (row === undefined) continue;
    const read = taken(row, row.value !== undefined && i + 1 < word.length ? word.slice(i + 1) : undefined);
    given.push(...read.given);
    if (row.value !== undefined) return { given, pending: read.pending };
  }
  return { given, pending: undefined };
}

function taken<Row extends OptionRow>(row: Row, value: string | undefined): OptionsRead<Row> {
  if (row.value !== undefined && value === undefined && !row.optionalValue) return { given: [], pending: row };
  return { given: [{ row, ...(value === undefined ? {} : { value }) }], pending: undefined };
}
