/** Statements while the tree grows: made of words, or of a whole line whose words nobody may ever ask for. */

import { type Line, placeWord } from "./line.ts";
import type { CutWord, Head } from "./line-shape.ts";
import type { Block, Statement, Word } from "./syntax.ts";

export interface GrowingStatement extends Statement {
  block: GrowingBlock | undefined;
}

export interface GrowingBlock extends Block {
  readonly statements: GrowingStatement[];
}

/** Shared: half of all statements have no arguments. */
const none: readonly Word[] = [];

/** @returns undefined where there are no words. */
export function makeStatement(words: readonly Word[]): GrowingStatement | undefined {
  const [keyword] = words;
  const args = words.length === 1 ? none : words.slice(1);
  return keyword && { name: keyword.text, keyword, args, block: undefined };
}

/** What a line with a head says. Its words are made anew each time, because most are asked for once or never. */
export class LineStatement implements GrowingStatement {
  readonly head: Head;
  block: GrowingBlock | undefined = undefined;
  readonly #line: Line;

  constructor(head: Head, line: Line) {
    this.head = head;
    this.#line = line;
  }

  get name(): string {
    return this.head.name;
  }

  get keyword(): Word {
    return this.#place(this.head.words[0]);
  }

  get args(): readonly Word[] {
    const { words } = this.head;
    return words.length === 1 ? none : words.slice(1).map((word) => this.#place(word));
  }

  #place(word: CutWord): Word {
    return placeWord(word, this.#line.written, this.#line.start);
  }
}
