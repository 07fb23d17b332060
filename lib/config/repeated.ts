/**
 * Blocks that read the same as one in another place of the same text, and what is moved from there: lines, statements, spans.
 * Such a block has no tree of its own.
 */

import type { Span } from "../diag/source.ts";
import type { BlockName } from "./block-names.ts";
import { type Line, placeOf } from "./line.ts";
import { LineStatement, makeLine } from "./statements.ts";
import type { Block, Statement } from "./syntax.ts";

/** The head of such a block, braces and all. */
export class RepeatedStatement extends LineStatement {
  readonly body: RepeatedBody;
  /** Characters between the bodies of the first one and this one. */
  readonly by: number;

  constructor({ shape, written, start }: Pick<Line, "shape" | "written" | "start">, body: RepeatedBody, by: number) {
    super(shape, written, start);
    this.body = body;
    this.by = by;
  }

  /** Its braces are in `body`. */
  override get balance(): number {
    return 0;
  }

  /** The lines from behind the head to the brace that closes it. */
  get lines(): readonly Line[] {
    return this.body.lines.map((line) => moved(line, this.by));
  }
}

/** What is known of a block whose text was met before. */
export interface RepeatedBody {
  /** The head of the first one. */
  readonly first: LineStatement;
  /** Offset of the end of its line. */
  readonly start: number;
  /** From behind the head to the brace that closes it. */
  readonly lines: readonly Line[];
  /** The same as it is written, from the end of the head's line to its own. */
  readonly text: string;
}

function moved(line: Line, by: number): Line {
  const { shape, written } = line;
  const start = line.start + by;
  if (line instanceof RepeatedStatement)
    return new RepeatedStatement({ shape, written, start }, line.body, line.by + by);
  return makeLine(shape, written, start);
}

/** @returns the same lines, with those of known blocks by themselves. */
export function unfolded(lines: readonly Line[]): readonly Line[] {
  return lines.flatMap((line) => {
    if (!(line instanceof RepeatedStatement)) return [line];
    return [makeLine(line.shape, line.written, line.start), ...unfolded(line.lines)];
  });
}

/** The first one's tree, moved. */
export class RepeatedBlock implements Block {
  readonly first: Block;
  /** Characters between the bodies of the two. */
  readonly by: number;
  readonly #head: LineStatement;

  /** @param head its own, whose last token is the `{` */
  constructor(like: Block, by: number, head: LineStatement) {
    const again = like instanceof RepeatedBlock ? like : undefined;
    this.first = again?.first ?? like;
    this.by = by + (again?.by ?? 0);
    this.#head = head;
  }

  get name(): BlockName | undefined {
    return this.first.name;
  }

  get open(): Span {
    const { shape, written, start } = this.#head;
    const brace = shape.tokens.at(-1);
    if (brace === undefined) throw new Error("the head of a block ends with its brace");
    return placeOf(brace, written, start);
  }

  /** Only such blocks are repeated. */
  get whole(): boolean {
    return true;
  }

  get statements(): readonly Statement[] {
    return this.first.statements.map((statement) => movedStatement(statement, this.by));
  }
}

/** @returns the same statement `by` characters away in its text. @param statement of a block that is repeated */
export function movedStatement(statement: Statement, by: number): Statement {
  if (!(statement instanceof LineStatement)) throw new Error("only whole lines are repeated");
  const { shape, written, start, block } = statement;
  const copy = new LineStatement(shape, written, start + by);
  copy.block = block && new RepeatedBlock(block, by, copy);
  return copy;
}
