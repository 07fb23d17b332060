/**
 * Blocks that read the same as one in another place of the same text, and what is moved from there: lines, statements, spans.
 * Such a block has no tree of its own.
 */

import type { Span } from "../diag/source.ts";
import type { BlockName } from "./block-names.ts";
import type { Line } from "./line.ts";
import { LineStatement, makeLine } from "./statements.ts";
import type { Block, Statement } from "./syntax.ts";

/** The head of such a block, braces and all. */
export class RepeatedStatement extends LineStatement {
  readonly body: RepeatedBody;

  constructor(like: LineStatement, start: number, body: RepeatedBody) {
    super(like.shape, like.written, start);
    this.body = body;
  }

  /** Its braces are in `body`. */
  override get balance(): number {
    return 0;
  }

  /** Characters from the first one. */
  get by(): number {
    return this.start - this.body.first.start;
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
  /** From behind the head to the brace that closes it. */
  readonly lines: readonly Line[];
  /** The same as it is written, from the end of the head's line to its own. */
  readonly text: string;
  /** Lines of it, those without words among them. */
  readonly height: number;
}

function moved(line: Line, by: number): Line {
  if (line instanceof RepeatedStatement) return new RepeatedStatement(line, line.start + by, line.body);
  return makeLine(line.shape, line.written, line.start + by);
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
  /** Characters between the two. */
  readonly by: number;

  constructor(like: Block, by: number) {
    const again = like instanceof RepeatedBlock ? like : undefined;
    this.first = again?.first ?? like;
    this.by = by + (again?.by ?? 0);
  }

  get name(): BlockName | undefined {
    return this.first.name;
  }

  get open(): Span {
    return movedSpan(this.first.open, this.by);
  }

  /** Only such blocks are repeated. */
  get whole(): boolean {
    return true;
  }

  get statements(): readonly Statement[] {
    return this.first.statements.map((statement) => movedStatement(statement, this.by));
  }
}

/** @param span of what is written where it stands, not expanded from anything */
function movedSpan({ source, start, end }: Span, by: number): Span {
  return { source, start: start + by, end: end + by };
}

/** @returns the same statement `by` characters away in its text. @param statement of a block that is repeated */
export function movedStatement(statement: Statement, by: number): Statement {
  if (!(statement instanceof LineStatement)) throw new Error("only whole lines are repeated");
  const { shape, written, start, block } = statement;
  const copy = new LineStatement(shape, written, start + by);
  copy.block = block && new RepeatedBlock(block, by);
  return copy;
}
