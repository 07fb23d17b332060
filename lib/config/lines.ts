/** The lines of a whole configuration in one flat array: an array of its own for each would take more than its tokens. */

import type { Line, Token } from "./syntax.ts";

/** A number begins a line: it is the line's indent. */
export type LineItem = number | Token;

export class Lines {
  readonly #items: LineItem[] = [];

  add({ indent, tokens }: Line): void {
    this.#items.push(indent);
    for (const token of tokens) this.#items.push(token);
  }

  get items(): readonly LineItem[] {
    return this.#items;
  }

  /** One by one, each with an array of its own. */
  split(): Line[] {
    const lines: { indent: number; tokens: Token[] }[] = [];
    for (const item of this.#items)
      if (typeof item === "number") lines.push({ indent: item, tokens: [] });
      else lines.at(-1)?.tokens.push(item);
    return lines;
  }
}
