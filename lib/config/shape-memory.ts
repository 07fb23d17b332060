/** The shapes of lines that may well be met again, by the lines' text. Bounded; knows nothing of what a line says. */

import type { LineShape } from "./line-shape.ts";

/** Lines that are remembered; when so many have been met, those that are used will soon be met again. */
const most = 4096;
/** Longer lines seldom repeat, and some are too long for keepalived, which has to be told of each. */
const longest = 160;

/** Whether a line of so many characters may be remembered. */
export function mayRepeat(length: number): boolean {
  return length <= longest;
}

export class ShapeMemory {
  readonly #shapes = new Map<string, LineShape>();

  get(line: string): LineShape | undefined {
    return this.#shapes.get(line);
  }

  keep(line: string, shape: LineShape): void {
    if (this.#shapes.size === most) this.#shapes.clear();
    this.#shapes.set(line, shape);
  }
}
