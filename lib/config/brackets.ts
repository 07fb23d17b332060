/** Brackets of other kinds, `(` and `[`, typed for the braces of a block: they are read as those, and told. */

import type { Source } from "../diag/source.ts";
import { blocksOf, rowOf } from "./keywords.ts";
import { Lines } from "./lines.ts";
import type { Report } from "./report.ts";
import { quote, type Token, type Word } from "./syntax.ts";

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
  for (const { indent, tokens } of lines.split()) {
    let keyword: Word | undefined;
    const read = tokens.map((written) => {
      const token = mend(written, keyword, open.at(-1), report);
      if (token.kind === "open") open.push(partners.get(textOf(written)) ?? "}");
      if (token.kind === "close") open.pop();
      keyword = token.kind === "word" ? (keyword ?? token) : undefined;
      return token;
    });
    mended.add({ indent, tokens: read });
  }
  return mended;
}

/** Looks for the characters alone first, which is quick. */
function hasBracket({ text }: Source): boolean {
  return (text.includes("(") || text.includes("[")) && /[ \t][([]([ \t\r]|$)/m.test(text);
}

const textOf = (token: Token): string => (token.kind === "word" ? token.text : "");

/** @param keyword that the statement begins with */
function mend(token: Token, keyword: Word | undefined, closing: string | undefined, report: Report): Token {
  if (token.kind !== "word" || token.quoted || token.text.length !== 1) return token;
  if (token.text === closing) return { kind: "close", span: token.span };
  const partner = partners.get(token.text);
  if (partner === undefined || keyword === undefined || !opensBlock(keyword.text)) return token;
  report.error("LK0078", token.span, `${quote(token)} where "{" is meant`, {
    hint: `blocks stand between { and }; read as if they did, and "${partner}" as "}"`,
  });
  return { kind: "open", span: token.span };
}

function opensBlock(keyword: string): boolean {
  return blocksOf(keyword).some((block) => rowOf(block, keyword)?.opens !== undefined);
}
