/**
 * What was made of a block, for all blocks that read the same. Of a large file that is nearly all of them, and reading
 * each again takes most of the time. Nothing is remembered where there was something to tell: it is to be told of each.
 */

import type { KeywordBlock } from "./block-names.ts";
import type { BlockValues } from "./block-values.ts";
import type { Report } from "./report.ts";

/** For one way of reading, which goes by the block alone and not by where it stands. */
export class Alike<B extends KeywordBlock, T> {
  readonly #report: Report;
  readonly #known = new Map<object, T>();

  constructor(report: Report) {
    this.#report = report;
  }

  /** @param read what it tells goes to the report, and nowhere else */
  of(values: BlockValues<B>, read: (values: BlockValues<B>) => T): T {
    const known = this.#known.get(values.alike);
    if (known !== undefined) return known;
    const before = this.#report.complaints;
    const made = read(values);
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
