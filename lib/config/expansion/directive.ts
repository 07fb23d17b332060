/** A line → what it tells the reading of the lines after it: `include` and its relatives, `include_check`, `random_seed`. */

import type { Span } from "../../diag/source.ts";
import { commentStart } from "./comment.ts";
import type { MadeText } from "./made-text.ts";

export type Directive = Include | IncludeCheck | RandomSeed;

export interface Include {
  readonly kind: "include";
  /** `include` or one of its relatives, such as `includer`. */
  readonly name: string;
  /** Empty where none is written. */
  readonly pattern: string;
  /** Where the pattern is written; without one, the name. */
  readonly span: Span;
}

export interface IncludeCheck {
  readonly kind: "include_check";
  readonly words: readonly string[];
  readonly span: Span;
}

/** A keyword besides, so that its line is read as any other too. */
export interface RandomSeed {
  readonly kind: "random_seed";
  readonly seed: number;
}

/** The directive, and after blanks the pattern up to the end of the line; quotes are part of it. */
const includeForm = /^[ \t]*(include[rmwba]?)(?:[ \t]+(\S.*?))?\s*$/s;
const checkForm = /^[ \t]*include_check(?=\s|$)([^{}]*)$/;
const seedForm = /^[ \t]*random_seed[ \t]+(\d{1,10})\s*$/;

/** @returns undefined where the line is none of them. */
export function readDirective(line: MadeText): Directive | undefined {
  const text = line.text.slice(0, commentStart(line.text));
  const check = checkForm.exec(text)?.[1];
  if (check !== undefined) {
    const words = check.split(/\s+/).filter((word) => word !== "");
    return { kind: "include_check", words, span: line.span(text.search(/\S/), text.trimEnd().length) };
  }
  const seed = seedForm.exec(text)?.[1];
  if (seed !== undefined) return { kind: "random_seed", seed: Number(seed) };
  const [whole = "", name, pattern = ""] = includeForm.exec(text) ?? [];
  if (name === undefined) return undefined;
  const end = whole.trimEnd().length;
  return { kind: "include", name, pattern, span: line.span(end - (pattern || name).length, end) };
}
