/**
 * Blocks whose text has been met before: of a large file nearly every checker reads the same as the one of the server
 * before. Sees the lines of one text in their order and knows nothing of what they mean, nor of lines that need expansion.
 */

import type { Line } from "./line.ts";
import { type LineShape, opensNamed } from "./line-shape.ts";
import type { Lines } from "./lines.ts";
import { type RepeatedBody, RepeatedStatement } from "./repeated.ts";
import { LineStatement } from "./statements.ts";
import type { Written } from "./written.ts";

/** Characters of a block; longer ones seldom repeat. */
const longest = 2000;
/** Blocks that begin alike and are remembered; the latest are tried first. */
const mostBodies = 4;

/** The head; of a block with a name of its own, such as that of a real server, the line after it: heads seldom repeat there. */
type Beginning = LineShape | string;

interface Open {
  readonly head: LineStatement;
  /** Offset of the end of the head's line. */
  readonly end: number;
  /** Index among all lines of the one behind it. */
  readonly next: number;
}

export class KnownBlocks {
  readonly #text: string;
  readonly #lines: Lines;
  /** By how they begin; none yet where that was met once, and so may be the only one of its kind. */
  readonly #bodies = new Map<Beginning, readonly RepeatedBody[]>();
  /** Blocks that may turn out to be worth remembering, outermost first. */
  readonly #open: Open[] = [];

  /** @param lines to which the lines of `text` are added as they are read */
  constructor(text: string, lines: Lines) {
    this.#text = text;
    this.#lines = lines;
  }

  /**
   * @param shape of a line that may open a block
   * @param start offset of the line in `written`; @param end of the line, where its newline stands
   * @returns the block as one statement, where its text from `end` on is known
   */
  repeated(shape: LineShape, written: Written, start: number, end: number): RepeatedStatement | undefined {
    if (!shape.opens || shape.name === undefined) return undefined;
    const bodies = this.#bodies.get(this.#beginning(shape, end));
    const body = bodies?.find(
      ({ first, text }) => first.indent === shape.indent && this.#text.slice(end, end + text.length) === text,
    );
    if (body === undefined || !this.#endsLine(end + body.text.length)) return undefined;
    return new RepeatedStatement({ shape, written, start }, body, end - body.start);
  }

  /** Notes a line that was added, and of which its text says all. @param end offset of its end */
  add(line: Line, end: number): void {
    const { name, opens, closes, secret } = line.shape;
    if (secret !== undefined || (name === undefined && !closes)) this.forget();
    else if (closes) this.#close(end);
    else if (opens && line instanceof LineStatement) this.#open.push({ head: line, end, next: this.#lines.all.length });
  }

  /** A line came that takes more than its text to know: in another place it may mean something else, and so may all around it. */
  forget(): void {
    this.#open.length = 0;
  }

  #close(end: number): void {
    const open = this.#open.pop();
    if (open === undefined) return;
    const beginning = this.#beginning(open.head.shape, open.end);
    const known = this.#bodies.get(beginning);
    if (known === undefined) this.#bodies.set(beginning, []);
    else if (end - open.end <= longest)
      this.#bodies.set(beginning, [this.#bodyOf(open, end), ...known.slice(0, mostBodies - 1)]);
  }

  #bodyOf({ head: first, end: start, next }: Open, end: number): RepeatedBody {
    return { first, start, lines: this.#lines.all.slice(next), text: this.#text.slice(start, end) };
  }

  /** @param end of the head */
  #beginning(head: LineShape, end: number): Beginning {
    if (!opensNamed(head)) return head;
    const next = this.#text.indexOf("\n", this.#text.indexOf("\n", end) + 1);
    return this.#text.slice(end, next < 0 ? undefined : next);
  }

  #endsLine(at: number): boolean {
    const rest = this.#text.slice(at, at + 2);
    return rest === "" || rest.startsWith("\n") || rest === "\r\n";
  }
}
