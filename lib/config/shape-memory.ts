/** The shapes of lines that may well be met again, by the lines' text. Bounded; knows nothing of what a line says. */

import type { LineShape } from "./line-shape.ts";

/** Lines that are remembered; when so many have been met, those that are used will soon be met again. */
const most = 4096;
/** Longer lines seldom repeat, and some are too long for keepalived, which has to be told of each. */
export const longest = 160;

export class ShapeMemory {
  readonly #shapes = new Map<string, LineShape>();

  /** @returns the text of the line from `start` to before `end`; undefined: it is too long to be remembered. */
  keyOf(text: string, start: number, end: number): string | undefined {
    return end - start > longest ? undefined : text.slice(start, end);
  }

  get(line: string): LineShape | undefined {
    return this.#shapes.get(line);
  }

  keep(line: string, shape: LineShape): void {
    if (this.#shapes.size === most) this.#shapes.clear();
    this.#shapes.set(line, shape);
  }
}
