/** What a kind of value is: how it is called in a synopsis, what is expected, and how a word becomes a value. */

import type { DiagnosticCode } from "../../diag/codes.ts";

export interface Fault {
  readonly code: Extract<DiagnosticCode, "LK0012" | "LK0013">;
  /** Completes the sentence `priority "300" ...`: `is out of range`. */
  readonly fault: string;
  readonly hint?: string;
}

/** A value that means something, though perhaps not here: `lack` completes the sentence as `fault` does. */
export interface Value<T> {
  readonly value: T;
  readonly lack?: string;
}

export type Reading<T> = Value<T> | Fault;

export interface Kind<T> {
  /** As a synopsis names it: `SEC`. */
  readonly synopsis: string;
  /** What would be right: `a whole number from 1 to 255`. */
  readonly expected: string;
  /** Least and greatest number, in the unit of the synopsis. */
  readonly range?: readonly [number, number];
  /** The only words there are. */
  readonly words?: readonly string[];
  /** Any text is a value, so that nobody would notice one that a comment character cut short. */
  readonly freeText?: true;
  /** Of a value of several words, none of which has a blank in it: how many of `words` it is, from `at` on; absent: one. */
  extent?(words: readonly { readonly text: string }[], at: number): number;
  /** @param text the words with a blank between them, where they are several */
  read(text: string): Reading<T>;
  /** The inverse of `read`; absent: what `String` makes of the value. */
  write?(value: T): string;
}

/** @returns one word from which `kind` reads `value` again. */
export function writeValue<T>(kind: Kind<T>, value: T): string {
  return kind.write ? kind.write(value) : String(value);
}

export function wrong(fault: string, hint?: string): Fault {
  return hint === undefined ? { code: "LK0012", fault } : { code: "LK0012", fault, hint };
}

export const outOfRange: Fault = { code: "LK0013", fault: "is out of range" };
