/** One shape for all lines that read the same: in a large file nine of ten have been met before, in another block. */

import { type LineShape, opensNamed } from "./line-shape.ts";
import { plainShape } from "./plain-line.ts";
import { mayRepeat, ShapeMemory } from "./shape-memory.ts";

export class SharedShapes {
  readonly #memory = new ShapeMemory();

  /** @returns the shape of the line from `start` to before `end`; undefined: it takes more than its text to know it. */
  of(text: string, start: number, end: number): LineShape | undefined {
    if (!mayRepeat(end - start)) return undefined;
    if (isComment(text, start, end)) return plainShape(text, start, end);
    const line = text.slice(start, end);
    const known = this.#memory.get(line);
    if (known !== undefined) return known;
    const shape = plainShape(text, start, end);
    if (shape === undefined || shape.tokens.length === 0 || opensNamed(shape)) return shape;
    this.#memory.keep(line, shape);
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
