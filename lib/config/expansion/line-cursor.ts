/** Where the reading of a text stands: at one of its lines. Knows nothing of what lines say. */

export class LineCursor {
  readonly #text: string;
  /** Offset of the line's first character. */
  start = 0;
  /** Offset of its end, without the line end. */
  end = 0;
  #next = 0;

  constructor(text: string) {
    this.#text = text;
  }

  /** Goes to the next line; the text behind the last line end is one too. @returns false where there is none. */
  advance(): boolean {
    if (this.#next > this.#text.length) return false;
    this.start = this.#next;
    const newline = this.#text.indexOf("\n", this.start);
    this.end = newline < 0 ? this.#text.length : newline;
    this.#next = this.end + 1;
    if (this.end > this.start && this.#text.charCodeAt(this.end - 1) === carriageReturn) this.end--;
    return true;
  }

  /** The next line is the one behind the line that ends at `end`. */
  skipTo(end: number): void {
    const newline = this.#text.indexOf("\n", end);
    this.#next = newline < 0 ? this.#text.length + 1 : newline + 1;
  }
}

const carriageReturn = 0x0d;
