/**
 * What was made of a block, for all blocks that read the same. Of a large file that is nearly all of them, and reading
 * each again takes most of the time. Nothing is remembered where there was something to tell: it is to be told of each.
 */

import type { KeywordBlock } from "./block-names.ts";
import type { BlockValues } from "./block-values.ts";
import type { Report } from "./report.ts";

export class Alike<B extends KeywordBlock, T> {
  readonly #report: Report;
  readonly #read: (values: BlockValues<B>) => T;
  readonly #known = new Map<object, T>();

  /** @param read goes by the block alone, not by where it stands; what it tells goes to the report, and nowhere else */
  constructor(report: Report, read: (values: BlockValues<B>) => T) {
    this.#report = report;
    this.#read = read;
  }

  of(values: BlockValues<B>): T {
    const known = this.#known.get(values.alike);
    if (known !== undefined) return known;
    const before = this.#report.complaints;
    const made = this.#read(values);
    if (this.#report.complaints === before) this.#known.set(values.alike, made);
    return made;
  }
}

/** @returns the uses in groups that read the same, in the order in which they are first met. */
export function groupAlike<U extends { readonly block: { readonly alike: object } }>(
  uses: readonly U[],
): readonly U[][] {
  const groups = new Map<object, U[]>();
  for (const use of uses) {
    const known = groups.get(use.block.alike);
    if (known) known.push(use);
    else groups.set(use.block.alike, [use]);
  }
  return [...groups.values()];
}

/** Looks for faults in a block of each group, and in all of a group that has some. @param look goes by the block alone */
export function lookThrough<U>(report: Report, groups: readonly (readonly U[])[], look: (use: U) => void): void {
  for (const group of groups)
    for (const use of group) {
      const before = report.complaints;
      look(use);
      if (report.complaints === before) break;
    }
}
