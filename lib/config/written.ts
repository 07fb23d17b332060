/** Text that the lexer reads, and how a range of it becomes the place where a person wrote it. */

import type { Source, Span } from "../diag/source.ts";

export interface Written {
  readonly text: string;
  /** @returns where characters `start` to before `end` are written. */
  span(start: number, end: number): Span;
}

/** Text as it stands in its source. */
export class WrittenSource implements Written {
  readonly text: string;
  readonly #source: Source;

  constructor(source: Source) {
    this.text = source.text;
    this.#source = source;
  }

  span(start: number, end: number): Span {
    return { source: this.#source, start, end };
  }
}
