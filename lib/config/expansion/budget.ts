/**
 * How much a configuration may grow by expansion. A few lines can ask for more than any machine has; real files stay far
 * below these limits, which keep the worst case within about a second.
 */

/** Of work, for a line that had to be given up: so many of them are no accident. */
export const refusalCost = 1_000_000;

/** All the addresses of a /16 by two nested loops are 65,536 lines. */
export const mostLines = 100_000;
const mostWork = 60_000_000;
/** Characters that a piece of a line costs as much as: lines of many short pieces take longer than their length says. */
const pieceWeight = 16;
/** Characters of one line while it grows; keepalived's own limit is 1023 bytes. */
export const longestLine = 4096;

/** That one configuration is made of, or one pattern names: there are directors with a file for each service. */
export const mostFiles = 16_384;

export class Budget {
  #lines = 0;
  #work = 0;

  /** @returns false once there is nothing left, and from then on. */
  spend(lines: number, characters: number, pieces = 0): boolean {
    this.#lines += lines;
    this.#work += characters + pieces * pieceWeight;
    return !this.spent;
  }

  get spent(): boolean {
    return this.#lines > mostLines || this.#work > mostWork;
  }
}
