/** The lines of a whole configuration, and whether as many braces are closed in them as are opened. */

import type { Line } from "./line.ts";

export class Lines {
  readonly #all: Line[] = [];
  #balance = 0;

  add(line: Line): void {
    this.#all.push(line);
    this.#balance += line.balance;
  }

  get all(): readonly Line[] {
    return this.#all;
  }

  /** Opening minus closing braces: positive: `}` are missing; negative: there are too many. */
  get balance(): number {
    return this.#balance;
  }
}
