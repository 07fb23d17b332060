/** Statements and blocks while the tree grows: made of words, or of whole lines whose words nobody may ever ask for. */

import type { Span } from "../diag/source.ts";
import type { BlockName } from "./block-names.ts";
import { Line, placeWord } from "./line.ts";
import { countWords, type LineShape } from "./line-shape.ts";
import type { Block, Statement, Word } from "./syntax.ts";
import type { Written } from "./written.ts";

export interface GrowingStatement extends Statement {
  block: Block | undefined;
}

export interface GrowingBlock extends Block {
  readonly statements: GrowingStatement[];
  whole: boolean;
}

/** Shared: half of all statements have no arguments. */
const none: readonly Word[] = [];

/** @returns undefined where there are no words. */
export function makeStatement(words: readonly Word[]): GrowingStatement | undefined {
  const [keyword] = words;
  const args = words.length === 1 ? none : words.slice(1);
  return keyword && { name: keyword.text, keyword, args, block: undefined };
}

/** @returns a statement where the line is one. @param start offset of the line's first character in `written` */
export function makeLine(shape: LineShape, written: Written, start: number): Line {
  return shape.name === undefined ? new Line(shape, written, start) : new LineStatement(shape, written, start);
}

/** A line that is a statement, or the head of one. Its words are made anew each time: most are asked for once or never. */
export class LineStatement extends Line implements GrowingStatement {
  block: Block | undefined = undefined;

  get name(): string {
    return this.shape.name ?? "";
  }

  get keyword(): Word {
    return this.#words(0, 1)[0] ?? nameless();
  }

  get args(): readonly Word[] {
    const count = countWords(this.shape);
    return count === 1 ? none : this.#words(1, count);
  }

  #words(from: number, to: number): Word[] {
    const words: Word[] = [];
    for (let i = from; i < to; i++) {
      const cut = this.shape.tokens[i];
      if (cut?.kind === "word") words.push(placeWord(cut, this.written, this.start));
    }
    return words;
  }
}

function nameless(): never {
  throw new Error("a statement begins with a word");
}

/** The head of a block that reads the same as one further up in the same text, braces and all. */
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

/** A block without its own tree: the first one's, further down in the same text. */
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
export function movedSpan({ source, start, end }: Span, by: number): Span {
  return { source, start: start + by, end: end + by };
}

/** @returns the same statement `by` characters further down in its text. @param statement of a block that is repeated */
export function movedStatement(statement: Statement, by: number): Statement {
  if (!(statement instanceof LineStatement)) throw new Error("only whole lines are repeated");
  const { shape, written, start, block } = statement;
  const copy = new LineStatement(shape, written, start + by);
  copy.block = block && new RepeatedBlock(block, by);
  return copy;
}
