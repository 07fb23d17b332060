/** Statements and blocks while the tree grows: made of words, or of whole lines whose words nobody may ever ask for. */

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
