/** Brackets of other kinds, `(` and `[`, typed for the braces of a block: they are read as those, and told. */

import type { Source } from "../diag/source.ts";
import { blocksOf, rowOf } from "./keywords.ts";
import { Line, placeWord } from "./line.ts";
import { type Cut, type CutWord, makeShape } from "./line-shape.ts";
import { Lines } from "./lines.ts";
import { unfolded } from "./repeated.ts";
import type { Report } from "./report.ts";
import { quote } from "./syntax.ts";

const partners: ReadonlyMap<string, string> = new Map([
  ["(", ")"],
  ["[", "]"],
]);

/** @returns `lines` itself where no such bracket is in the text, which is nearly always. */
export function withBraces(lines: Lines, sources: readonly Source[], report: Report): Lines {
  if (!sources.some(hasBracket)) return lines;
  const mended = new Lines();
  /** Of each open block what closes it. */
  const open: string[] = [];
  for (const line of unfolded(lines.all)) {
    let keyword: CutWord | undefined;
    const read = line.shape.tokens.map((written) => {
      const token = mend(written, line, keyword, open.at(-1), report);
      if (token.kind === "open") open.push(partners.get(textOf(written)) ?? "}");
      if (token.kind === "close") open.pop();
      keyword = token.kind === "word" ? (keyword ?? token) : undefined;
      return token;
    });
    const same = read.every((token, i) => token === line.shape.tokens[i]);
    mended.add(same ? line : new Line(makeShape(line.indent, read, true), line.written, line.start));
  }
  return mended;
}

/** Looks for the characters alone first, which is quick. */
function hasBracket({ text }: Source): boolean {
  return (text.includes("(") || text.includes("[")) && /[ \t][([]([ \t\r]|$)/m.test(text);
}

const textOf = (token: Cut): string => (token.kind === "word" ? token.text : "");

/** @param keyword that the statement begins with */
function mend(
  token: Cut,
  { written, start }: Line,
  keyword: CutWord | undefined,
  closing: string | undefined,
  report: Report,
): Cut {
  if (token.kind !== "word" || token.quoted || token.text.length !== 1) return token;
  if (token.text === closing) return { kind: "close", start: token.start, end: token.end };
  const partner = partners.get(token.text);
  if (partner === undefined || keyword === undefined || !opensBlock(keyword.text)) return token;
  const word = placeWord(token, written, start);
  report.error("LK0078", word.span, `${quote(word)} where "{" is meant`, {
    hint: `blocks stand between { and }; read as if they did, and "${partner}" as "}"`,
  });
  return { kind: "open", start: token.start, end: token.end };
}

function opensBlock(keyword: string): boolean {
  return blocksOf(keyword).some((block) => rowOf(block, keyword)?.opens !== undefined);
}
