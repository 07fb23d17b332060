/** A line that expansion has made → its words, unless something is left in it that expansion should have replaced. */

import { type Findings, type LexRules, lexLine, noteLength } from "../lexer.ts";
import type { Report } from "../report.ts";
import type { Line, Token } from "../syntax.ts";
import type { MadeText } from "./made-text.ts";

interface Tools {
  readonly rules: LexRules;
  readonly findings: Findings;
  readonly report: Report;
}

/** @returns undefined where the line must be left out, which is reported. */
export function lexMade(line: MadeText, { rules, findings, report }: Tools): Line | undefined {
  const lexed = lexLine(line, 0, line.text.length, rules, findings);
  if (tellLoopInside(lexed, report) || isUse(lexed.tokens[0])) return undefined;
  if (lexed.tokens.length > 0) noteLength(line, 0, line.text.length, findings);
  return lexed;
}

function tellLoopInside({ tokens }: Line, report: Report): boolean {
  const word = tokens.find((token) => token.kind === "word" && !token.quoted && /~(SEQx?|LST)\(/.test(token.text));
  if (word)
    report.error("LK0047", word.span, "a loop must begin its line; the line is left out", {
      hint: "write ~SEQ(NAME, ...) before everything else, and $NAME here",
    });
  return word !== undefined;
}

/** A name that has no value stands where a keyword must: that has been told. */
function isUse(first: Token | undefined): boolean {
  return first?.kind === "word" && !first.quoted && /^\$[A-Za-z_]\w*$/.test(first.text);
}
