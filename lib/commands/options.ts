/**
 * Words → options, by a command's table, with Node's own getopt-like tokenizer; every value stays the string that was
 * typed. Not for lvsadm, whose grammar is ipvsadm's (lvsadm-words.ts). The tokenizer is not yargs' because that one turns
 * `--no-json`, `---json` and `--json=false` into other words than were typed, without a trace to complain about.
 */

import { parseArgs } from "node:util";
import { nearest } from "../diag/suggest.ts";
import type { OptionRow } from "./option-row.ts";

export interface ParsedWords {
  /** Words that are neither options nor their values. */
  readonly words: readonly string[];
  has(long: string): boolean;
  /** The value of an option given once; undefined where it is absent. */
  value(long: string): string | undefined;
  values(long: string): readonly string[];
}

/** What is wrong with the words: one sentence. */
export interface WordsFault {
  readonly fault: string;
}

type Token = ReturnType<typeof tokensOf>[number];

/** An optional value must be attached (`--long=VALUE`, `-lVALUE`), as with getopt. */
export function parseWords(table: readonly OptionRow[], argv: readonly string[]): ParsedWords | WordsFault {
  const words: string[] = [];
  const given = new Map<string, string[]>();
  for (const token of tokensOf(table, argv)) {
    if (token.kind === "positional") words.push(token.value);
    if (token.kind !== "option") continue;
    const row = table.find((one) => one.long === token.name);
    const fault = row === undefined ? unknownOption(table, token, argv) : valueFault(row, token, given.has(row.long));
    if (fault !== undefined) return { fault };
    given.set(token.name, [...(given.get(token.name) ?? []), token.value ?? ""]);
  }
  return {
    words,
    has: (long) => given.has(long),
    value: (long) => given.get(long)?.[0],
    values: (long) => given.get(long) ?? [],
  };
}

function tokensOf(table: readonly OptionRow[], argv: readonly string[]) {
  return parseArgs({
    args: [...argv],
    options: Object.fromEntries(
      table.map((row) => [
        row.long,
        {
          type: row.value === undefined || row.optionalValue ? ("boolean" as const) : ("string" as const),
          ...(row.short ? { short: row.short } : {}),
        },
      ]),
    ),
    allowPositionals: true,
    strict: false,
    tokens: true,
  }).tokens;
}

function valueFault(row: OptionRow, token: Token & { kind: "option" }, again: boolean): string | undefined {
  const { rawName, value, inlineValue } = token;
  if (row.value === undefined) return inlineValue ? `${rawName} takes no value` : undefined;
  // `--vip --json` forgot the value; an attached value may begin with a dash, and so may a number.
  const forgotten = value === undefined || value === "" || (!inlineValue && /^-\D/.test(value));
  if (forgotten && !(row.optionalValue && value === undefined)) return `${rawName} needs a value (${row.value})`;
  return again && !row.repeatable ? `${rawName} is given more than once` : undefined;
}

function unknownOption(
  table: readonly OptionRow[],
  token: Token & { kind: "option" },
  argv: readonly string[],
): string {
  const typed = argv[token.index] ?? token.rawName;
  if (!token.rawName.startsWith("--"))
    return `unknown option ${token.rawName}${typed.length > 2 ? ` in ${typed}${longInstead(table, typed)}` : ""}`;
  const names = table.map((row) => row.long);
  const whole = names.filter((name) => token.name !== "" && name.startsWith(token.name));
  const suggestion = whole.length === 1 ? whole[0] : nearest(token.name, names);
  return `unknown option ${token.rawName}${suggestion ? `; did you mean --${suggestion}?` : ""}`;
}

/** `-json` is a row of letters to every getopt, and a slip of the person. */
function longInstead(table: readonly OptionRow[], typed: string): string {
  const name = typed.slice(1).replace(/=.*$/s, "");
  return table.some((row) => row.long === name) ? `; did you mean --${name}?` : "";
}
