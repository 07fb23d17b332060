/**
 * Marks passwords in their sources as hidden, before anything can quote them: also where their keyword is misspelled, grown
 * together with its value, or alone on its line, and where they come from a definition. Rather one word too many than one
 * too few.
 */

import { hide, type Source } from "../diag/source.ts";
import type { MadeText } from "./expansion/made-text.ts";
import { isKeyword } from "./keywords.ts";
import type { Line, Token, Word } from "./syntax.ts";

/** `auth_pass`, `password`, `key` and near misses of them, in lower case as keywords are; not auth_type, auth_hmac, authentication. */
const secretKeyword = /^auth(?!_t|_h|ent)|p[as]{2,3}|secret|^key$|^\w*(?:PASS|SECRET)\w*[=:]/;

const grownTogether = /^(?:[a-z_]+[=:]|auth_?pass(?=.))/;

/** Names of definitions that hold a password; one that holds the keyword too shows as much in its value. */
const secretName = /pass|secret|passwd|^auth$/i;

/** Sees the lines in the order in which they are read. */
export class SecretHider {
  /** The last line ended with the keyword, so this one may begin with its value. */
  #expected = false;

  /** @param line whose tokens stand in their source as they are */
  hideWritten(line: Line): void {
    const keyword = line.tokens.find(isSecretKeyword);
    const first = this.#valueAtStart(line, keyword);
    if (first) hideRest(first.span.source, first.span.start);
    if (keyword) hideAfter(keyword);
  }

  /** @param line lexed from `text`, which was put together from several places */
  hideMade(line: Line, text: MadeText): void {
    const keyword = line.tokens.find(isSecretKeyword);
    if (this.#valueAtStart(line, keyword)) text.hideFrom(0);
    if (keyword) text.hideFrom(text.text.indexOf(keyword.text) + keptLength(keyword));
  }

  /** @param lines the values of `name` */
  hideDefinition(name: string, lines: readonly MadeText[]): void {
    if (lines.length === 1 && secretName.test(name)) lines[0]?.hideFrom(0);
    for (const line of lines) {
      const keyword = line.text.split(/[ \t]/).find((word) => secretKeyword.test(word));
      if (keyword === undefined) continue;
      const kept = grownTogether.exec(keyword)?.[0].length ?? keyword.length;
      line.hideFrom(line.text.indexOf(keyword) + kept);
    }
  }

  #valueAtStart({ tokens }: Line, keyword: Word | undefined): Word | undefined {
    const [first] = tokens;
    const expected = this.#expected;
    this.#expected = keyword !== undefined && keyword === tokens.at(-1);
    return expected && first?.kind === "word" && !isKeyword(first.text) ? first : undefined;
  }
}

/** For a line that is not in force as it is written: a definition, a condition, a loop. */
export function hideAfterKeyword(line: Line): void {
  const keyword = line.tokens.find(isSecretKeyword);
  if (keyword) hideAfter(keyword);
}

function hideAfter(keyword: Word): void {
  hideRest(keyword.span.source, keyword.span.start + keptLength(keyword));
}

function isSecretKeyword(token: Token): token is Word {
  return token.kind === "word" && secretKeyword.test(token.text);
}

function keptLength({ text, span }: Word): number {
  return grownTogether.exec(text)?.[0].length ?? span.end - span.start;
}

/** Everything to the end of the line, comments too, but no brace: a brace at fault must be visible. */
function hideRest(source: Source, from: number): void {
  const newline = source.text.indexOf("\n", from);
  const rest = source.text.slice(from, newline < 0 ? undefined : newline);
  for (const { index, 0: text } of rest.matchAll(/[^{}\s][^{}]*/g))
    hide(source, { start: from + index, end: from + index + text.trimEnd().length });
}
