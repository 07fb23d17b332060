/**
 * Blocks whose text has been met before: of a large file nearly every checker reads the same as the one of the server
 * before. Sees the lines of one text in their order and knows nothing of what they mean, nor of lines that need expansion.
 */

import type { Line } from "./line.ts";
import { type LineShape, opensNamed } from "./line-shape.ts";
import type { Lines } from "./lines.ts";
import { type RepeatedBody, RepeatedStatement } from "./repeated.ts";
import { LineStatement } from "./statements.ts";

/** Characters of a block; longer ones seldom repeat. */
const longest = 2000;
/** Blocks of one head that are remembered; the latest are tried first. */
const mostBodies = 4;

interface Open {
  readonly head: LineStatement;
  /** Number of the head's line in its text, and offset of its end. */
  readonly number: number;
  readonly end: number;
  /** Index among all lines of the one behind it. */
  readonly next: number;
}

export class KnownBlocks {
  readonly #text: string;
  readonly #lines: Lines;
  /** By head; none yet where it was met once, and so may be the only one of its kind. */
  readonly #bodies = new Map<LineShape, readonly RepeatedBody[]>();
  /** Blocks that may turn out to be worth remembering, outermost first. */
  readonly #open: Open[] = [];

  /** @param lines to which the lines of `text` are added as they are read */
  constructor(text: string, lines: Lines) {
    this.#text = text;
    this.#lines = lines;
  }

  /**
   * @param line that may open a block
   * @param end of the line, where its newline stands
   * @returns the block as one statement, where its text from `end` on is known
   */
  repeated(line: LineStatement, end: number): RepeatedStatement | undefined {
    const bodies = line.shape.opens ? this.#bodies.get(line.shape) : undefined;
    const body = bodies?.find(({ text }) => this.#text.slice(end, end + text.length) === text);
    return body && this.#endsLine(end + body.text.length) ? new RepeatedStatement(line, line.start, body) : undefined;
  }

  /** Notes a line that was added, and of which its text says all. @param number of it in the text; @param end offset of its end */
  add(line: Line, number: number, end: number): void {
    const { name, opens, closes, secret } = line.shape;
    if (secret !== undefined || (name === undefined && !closes)) this.forget();
    else if (closes) this.#close(number, end);
    else if (opens && line instanceof LineStatement)
      this.#open.push({ head: line, number, end, next: this.#lines.all.length });
  }

  /** A line came that takes more than its text to know: in another place it may mean something else, and so may all around it. */
  forget(): void {
    this.#open.length = 0;
  }

  #close(number: number, end: number): void {
    const open = this.#open.pop();
    if (open === undefined || opensNamed(open.head.shape)) return;
    const { shape } = open.head;
    const known = this.#bodies.get(shape);
    if (known === undefined) this.#bodies.set(shape, []);
    else if (end - open.end <= longest)
      this.#bodies.set(shape, [this.#bodyOf(open, number, end), ...known.slice(0, mostBodies - 1)]);
  }

  #bodyOf({ head: first, number: begun, end: headEnd, next }: Open, number: number, end: number): RepeatedBody {
    const text = this.#text.slice(headEnd, end);
    return { first, lines: this.#lines.all.slice(next), text, height: number - begun };
  }

  #endsLine(at: number): boolean {
    const rest = this.#text.slice(at, at + 2);
    return rest === "" || rest.startsWith("\n") || rest === "\r\n";
  }
}
