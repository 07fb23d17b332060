/**
 * One shape for all lines that read the same: of a large file nine lines in ten have been met before, in another block.
 * Knows which lines have only one reading wherever they stand; all others are the lexer's and the expander's.
 */

import { isSpecial } from "./expansion/special-line.ts";
import { type LineShape, makeShape } from "./line-shape.ts";
import { indentOf, isPlain, plainTokens } from "./plain-line.ts";

/** A power of two; of two lines in one slot, the later takes it. */
const slots = 4096;
/** Longer lines seldom repeat, and some are too long for keepalived, which has to be told of each. */
const longest = 160;

const nothing = makeShape(0, []);

export class SharedShapes {
  readonly #texts: string[] = new Array(slots).fill("");
  readonly #shapes: LineShape[] = new Array(slots).fill(nothing);

  /** @returns the shape of the line from `start` to before `end`; undefined: it takes more than its text to know it. */
  of(text: string, start: number, end: number): LineShape | undefined {
    const length = end - start;
    if (length > longest) return undefined;
    let hash = length;
    for (let at = start; at < end; at++) hash = (Math.imul(hash, 31) + text.charCodeAt(at)) | 0;
    const slot = (hash ^ (hash >>> 13)) & (slots - 1);
    const known = this.#texts[slot] ?? "";
    if (known.length === length && text.startsWith(known, start)) return this.#shapes[slot];
    const shape = shapeOf(text, start, end);
    if (shape === undefined || shape === nothing) return shape;
    this.#texts[slot] = text.slice(start, end);
    this.#shapes[slot] = shape;
    return shape;
  }
}

function shapeOf(text: string, start: number, end: number): LineShape | undefined {
  if (isBlankOrComment(text, start, end)) return nothing;
  if (isSpecial(text, start, end) || !isPlain(text, start, end)) return undefined;
  const tokens = plainTokens(text, start, end);
  return tokens.length === 0 ? nothing : makeShape(indentOf(text, start, end), tokens);
}

function isBlankOrComment(text: string, start: number, end: number): boolean {
  let at = start;
  while (at < end && isBlank(text.charCodeAt(at))) at++;
  return at === end || isComment(text.charCodeAt(at));
}

const isBlank = (code: number) => code === 0x20 || code === 0x09;
/** `#` and `!`. */
const isComment = (code: number) => code === 0x23 || code === 0x21;
