/**
 * Marks passwords in a source as hidden, before anything can quote them: also where their keyword is misspelled, grown
 * together with its value, or alone on its line. Rather one word too many than one too few.
 */

import { hide, type Source } from "../diag/source.ts";
import { isKeyword } from "./keywords.ts";
import type { Line, Token, Word } from "./syntax.ts";

/** `auth_pass`, `password`, `key` and near misses of them, in lower case as keywords are; not auth_type, auth_hmac, authentication. */
const secretKeyword = /^auth(?!_t|_h|ent)|p[as]{2,3}|secret|^key$/;

const grownTogether = /^auth_?pass(?=.)/;

export function hideSecrets(lines: readonly Line[]): void {
  let expected = false;
  for (const line of lines) {
    const first = line.tokens[0];
    if (expected && first?.kind === "word" && !isKeyword(first.text)) hideRest(first.span.source, first.span.start);
    const keyword = line.tokens.find(isSecretKeyword);
    expected = keyword !== undefined && keyword === line.tokens.at(-1);
    if (keyword) hideRest(keyword.span.source, keyword.span.start + keptLength(keyword));
  }
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
