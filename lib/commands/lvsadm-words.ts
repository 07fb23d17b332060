/**
 * Words → options by ipvsadm's grammar, which is popt's: an option that needs a value takes the next word whatever it looks
 * like (`-t -s`, `-w -1`), letters cluster with a value at the end (`-Ats`), and faults are met in order of the words.
 * yargs-parser can express none of these three, so this scanner works on the option table by itself.
 */

import type { OptionRow } from "./option-row.ts";

export type Scanned<Row extends OptionRow> =
  | { readonly kind: "option"; readonly row: Row; readonly value: string | undefined; readonly word: string }
  | { readonly kind: "fault"; readonly word: string; readonly reason: string };

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

/** Meets the options one after the other. No generator: a file of rules has tens of thousands of lines, each with a scanner of its own. */
export class WordScanner<Row extends OptionRow> {
  /** What is left besides options, complete once there is nothing more to meet. */
  readonly leftover: string[] = [];
  readonly #options: OptionIndex<Row>;
  readonly #argv: readonly string[];
  readonly #endsAtFirstWord: boolean;
  #next = 0;
  /** The word whose letters are being taken, and where the next of them is; none at 0. */
  #cluster = "";
  #letter = 0;

  /** @param endsAtFirstWord POSIXLY_CORRECT: what follows the first plain word is plain as well. */
  constructor(options: OptionIndex<Row>, argv: readonly string[], endsAtFirstWord: boolean) {
    this.#options = options;
    this.#argv = argv;
    this.#endsAtFirstWord = endsAtFirstWord;
  }

  /** @returns undefined where nothing follows, as after a fault. `word` is the last one taken so far. */
  next(): Scanned<Row> | undefined {
    if (this.#letter > 0) return this.#takeLetter();
    for (let word = this.#takeWord(); word !== undefined; word = this.#takeWord()) {
      if (word === "--") return this.#leaveRest();
      if (word.length > 1 && word.startsWith("-")) return word.startsWith("--") ? this.#long(word) : this.#short(word);
      this.leftover.push(word);
      if (this.#endsAtFirstWord) return this.#leaveRest();
    }
    return undefined;
  }

  #takeWord(): string | undefined {
    return this.#argv[this.#next++];
  }

  #leaveRest(): undefined {
    for (let word = this.#takeWord(); word !== undefined; word = this.#takeWord()) this.leftover.push(word);
    return undefined;
  }

  #long(word: string): Scanned<Row> {
    const equals = word.indexOf("=");
    const row = this.#options.long.get(equals < 0 ? word.slice(2) : word.slice(2, equals));
    if (row === undefined) return this.#fault(word, "unknown option");
    const attached = equals < 0 ? undefined : word.slice(equals + 1);
    if (row.value === undefined && attached !== undefined) return this.#fault(word, "option does not take an argument");
    return this.#withValue(row, word, attached);
  }

  #short(word: string): Scanned<Row> {
    this.#cluster = word;
    this.#letter = 1;
    return this.#takeLetter();
  }

  #takeLetter(): Scanned<Row> {
    const word = this.#cluster;
    const row = this.#options.short.get(word[this.#letter] ?? "");
    if (row === undefined) return this.#fault(word, "unknown option");
    const rest = this.#letter + 1;
    const isLast = rest === word.length;
    const equals = word[rest] === "=";
    this.#letter = row.value !== undefined || isLast ? 0 : rest;
    // One equals sign between a letter and its value is no part of the value.
    if (row.value !== undefined)
      return this.#withValue(row, word, isLast ? undefined : word.slice(equals ? rest + 1 : rest));
    return equals
      ? this.#fault(word, "option does not take an argument")
      : { kind: "option", row, value: undefined, word };
  }

  #withValue(row: Row, word: string, attached: string | undefined): Scanned<Row> {
    if (row.value === undefined || attached !== undefined) return { kind: "option", row, value: attached, word };
    const next = this.#argv[this.#next];
    if (row.optionalValue && (next === undefined || next.startsWith("-")))
      return { kind: "option", row, value: undefined, word };
    if (next === undefined) return this.#fault(word, "missing argument");
    this.#next++;
    return { kind: "option", row, value: next, word: next };
  }

  #fault(word: string, reason: string): Scanned<Row> {
    this.#letter = 0;
    this.#next = this.#argv.length;
    return { kind: "fault", word, reason };
  }
}
