/**
 * Words → options, by a command's table, with yargs' own engine; every value stays the string that was typed.
 * Not for lvsadm, whose grammar is ipvsadm's (lvsadm-words.ts).
 */

import parser from "yargs-parser";
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

export function parseWords(table: readonly OptionRow[], argv: readonly string[]): ParsedWords | WordsFault {
  const valued = table.filter((row) => row.value !== undefined);
  const switches = table.filter((row) => row.value === undefined);
  const parsed = parser.detailed([...argv], {
    string: valued.map((row) => row.long),
    count: switches.map((row) => row.long),
    alias: Object.fromEntries(table.flatMap((row) => (row.short ? [[row.long, [row.short]]] : []))),
    configuration: {
      "boolean-negation": false,
      "camel-case-expansion": false,
      "dot-notation": false,
      "duplicate-arguments-array": true,
      "greedy-arrays": false,
      "parse-numbers": false,
      "parse-positional-numbers": false,
      "populate--": true,
      "strip-aliased": true,
      "unknown-options-as-args": true,
    },
  });
  const words = parsed.argv._.map(String);
  const afterDashes = (parsed.argv["--"] ?? []).map(String);
  const unknown = words.find((word) => /^-./.test(word));
  if (unknown !== undefined) return { fault: unknownOption(table, unknown) };

  const given = new Map<string, readonly string[]>();
  for (const row of table) {
    const raw: unknown = parsed.argv[row.long];
    if (row.value === undefined) {
      const count = typeof raw === "number" ? raw : 0;
      if (count > 0) given.set(row.long, Array<string>(count).fill(""));
      continue;
    }
    if (raw === undefined) continue;
    const values = (Array.isArray(raw) ? raw : [raw]).map(String);
    if (values.length > 1 && !row.repeatable) return { fault: `--${row.long} is given more than once` };
    if (values.includes("") && !row.optionalValue) return { fault: `--${row.long} needs a value (${row.value})` };
    given.set(row.long, values);
  }
  return {
    words: [...words, ...afterDashes],
    has: (long) => given.has(long),
    value: (long) => given.get(long)?.[0],
    values: (long) => given.get(long) ?? [],
  };
}

function unknownOption(table: readonly OptionRow[], word: string): string {
  const name = word.replace(/^-+/, "").replace(/=.*$/, "");
  const suggestion = word.startsWith("--")
    ? nearest(
        name,
        table.map((row) => row.long),
      )
    : undefined;
  return `unknown option ${word}${suggestion ? `; did you mean --${suggestion}?` : ""}`;
}
