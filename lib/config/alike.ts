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

/**
 * @param look for faults, by the block alone and not by where it stands
 * @returns the same for many blocks: of those that read the same it looks at one, where that has no faults.
 */
export function lookingOnce<B extends KeywordBlock>(
  report: Report,
  look: (values: BlockValues<B>) => void,
): (values: BlockValues<B>) => void {
  const sound = new Alike<B, true>(report);
  const read = (values: BlockValues<B>): true => {
    look(values);
    return true;
  };
  return (values) => {
    sound.of(values, read);
  };
}
