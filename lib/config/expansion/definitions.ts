/** Definitions (`$NAME=value`) by name, and the names that always have a value. Expands nothing. */

import type { Span } from "../../diag/source.ts";
import type { MadeText } from "./made-text.ts";

export interface Definition {
  /** More than one: a block, whose use ends its line. */
  readonly lines: readonly MadeText[];
  /** Set for the variable of a loop: its call, which an error in the value is about. */
  readonly loop?: Span;
}

/** What a configuration may take from its surroundings besides files. */
export interface Surroundings {
  /** The name that `@NAME` lines are compared with. */
  readonly id: string;
  /** @returns an environment variable. */
  variable(name: string): string | undefined;
  /** @returns a whole number from 0 to below `below`. */
  random(below: number): number;
}

/** keepalived draws up to this where nothing is said (RAND_MAX of the C standard's least). */
const largestRandom = 32767;

/**
 * @param name one that no definition has taken
 * @param words after the name, inside the braces
 * @returns undefined where there is no such name, or its words make no sense.
 */
export function builtIn(name: string, words: string, folder: string, surroundings: Surroundings): string | undefined {
  const args = words.split(/[ \t]+/).filter((word) => word !== "");
  if (name === "_ENV") return args.length === 1 ? surroundings.variable(args[0] ?? "") : undefined;
  if (name === "_RANDOM") return randomText(args, surroundings);
  if (args.length > 0) return undefined;
  if (name === "_PWD") return folder;
  if (name === "_INSTANCE") return surroundings.id;
  if (name === "_HASH") return "#";
  return name === "_BANG" ? "!" : undefined;
}

/** `MIN` or `MIN MAX`, both included. */
function randomText(args: readonly string[], surroundings: Surroundings): string | undefined {
  if (args.length > 2 || !args.every((arg) => /^\d{1,9}$/.test(arg))) return undefined;
  const min = Number(args[0] ?? 0);
  const max = Number(args[1] ?? largestRandom);
  return min > max ? undefined : String(min + surroundings.random(max - min + 1));
}
