/** One shape for all lines that read the same: in a large file nine of ten have been met before, in another block. */

import { type LineShape, opensNamed } from "./line-shape.ts";
import { plainShape } from "./plain-line.ts";

/** Lines that are remembered; when so many have been met, those that are used will soon be met again. */
const most = 4096;
/** Longer lines seldom repeat, and some are too long for keepalived, which has to be told of each. */
const longest = 160;

export class SharedShapes {
  readonly #shapes = new Map<string, LineShape>();

  /** @returns the shape of the line from `start` to before `end`; undefined: it takes more than its text to know it. */
  of(text: string, start: number, end: number): LineShape | undefined {
    if (end - start > longest) return undefined;
    if (isComment(text, start, end)) return plainShape(text, start, end);
    const line = text.slice(start, end);
    const known = this.#shapes.get(line);
    if (known !== undefined) return known;
    const shape = plainShape(text, start, end);
    if (shape === undefined || shape.tokens.length === 0 || opensNamed(shape)) return shape;
    if (this.#shapes.size === most) this.#shapes.clear();
    this.#shapes.set(line, shape);
    return shape;
  }
}

/** Each is another one. */
function isComment(text: string, start: number, end: number): boolean {
  let at = start;
  while (at < end && text.charCodeAt(at) === space) at++;
  return text.charCodeAt(at) === hash;
}

const space = 0x20;
const hash = 0x23;
