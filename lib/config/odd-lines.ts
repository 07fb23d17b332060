/**
 * Lines that take a second look, lexed once for all that read the same: where there was nothing to tell of one, there is
 * nothing to tell of another. Knows nothing of what expansion makes of them.
 */

import { emptyFindings, type Findings, type LexRules, leftOpen, lexLine } from "./lexer.ts";
import type { Line } from "./line.ts";
import { plainShape } from "./plain-line.ts";
import { mayRepeat, ShapeMemory } from "./shape-memory.ts";
import { makeLine } from "./statements.ts";
import type { Written } from "./written.ts";

export class OddLines {
  readonly #memory = new ShapeMemory();
  readonly #rules: LexRules;

  constructor(rules: LexRules) {
    this.#rules = rules;
  }

  /**
   * Reads any line: the quick way where it is plain, else once for all that read the same.
   *
   * @param findings undefined: nobody is told, and the line before leaves nothing open
   */
  lex(written: Written, start: number, end: number, findings?: Findings): Line {
    const plain = plainShape(written.text, start, end);
    if (plain) return makeLine(plain, written, start);
    const text = written.text.slice(start, end);
    const alone = mayRepeat(text.length) && !(findings && leftOpen(written, start, findings));
    const known = alone ? this.#memory.get(text) : undefined;
    if (known) return makeLine(known, written, start);
    const found = findings ?? emptyFindings();
    const before = count(found);
    const line = lexLine(written, start, end, this.#rules, found);
    if (alone && count(found) === before) this.#memory.keep(text, line.shape);
    return line;
  }
}

function count(findings: Findings): number {
  const { strayComments, oddBlanks, openQuotes, oddQuotes, oddBraces, badBytes, overlong } = findings;
  const characters = oddBlanks.length + openQuotes.length + oddQuotes.length + oddBraces.length;
  return characters + strayComments.length + badBytes.length + overlong.length;
}
