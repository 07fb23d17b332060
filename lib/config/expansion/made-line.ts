/** A line that expansion has made → its words, unless something is left in it that expansion should have replaced. */

import { type Findings, noteLength } from "../lexer.ts";
import { type Line, placeOf } from "../line.ts";
import type { Cut } from "../line-shape.ts";
import type { OddLines } from "../odd-lines.ts";
import type { Report } from "../report.ts";
import type { MadeText } from "./made-text.ts";

interface Tools {
  readonly findings: Findings;
  readonly report: Report;
}

/** @returns undefined where the line must be left out, which is reported. */
export function lexMade(line: MadeText, odd: OddLines, { findings, report }: Tools): Line | undefined {
  const lexed = odd.lex(line, 0, line.text.length, findings);
  const { tokens } = lexed.shape;
  if (tellLoopInside(lexed, report) || isUse(tokens[0])) return undefined;
  if (tokens.length > 0) noteLength(line, 0, line.text.length, findings);
  return lexed;
}

function tellLoopInside({ shape, written, start }: Line, report: Report): boolean {
  const word = shape.tokens.find((one) => one.kind === "word" && !one.quoted && /~(SEQx?|LST)\(/.test(one.text));
  if (word)
    report.error("LK0047", placeOf(word, written, start), "a loop must begin its line; the line is left out", {
      hint: "write ~SEQ(NAME, ...) before everything else, and $NAME here",
    });
  return word !== undefined;
}

/** A name that has no value stands where a keyword must: that has been told. */
function isUse(first: Cut | undefined): boolean {
  return first?.kind === "word" && !first.quoted && /^\$[A-Za-z_]\w*$/.test(first.text);
}
