/** Marks passwords in a source as hidden, before anything can quote them: also where their keyword is misspelled. */

import { hide } from "../diag/source.ts";
import type { Line, Token } from "./syntax.ts";

/** `auth_pass`, `password` and near misses of them, in lower case as keywords are. */
const secretKeyword = /auth_?p|p[as]{2,3}|secret/;

/** From the first word after the keyword to the next brace or the end of the line, a comment that cut it included. */
export function hideSecrets(lines: readonly Line[]): void {
  for (const { tokens } of lines) {
    const at = tokens.findIndex((token) => token.kind === "word" && secretKeyword.test(token.text));
    const value = tokens[at + 1];
    if (at < 0 || value?.kind !== "word") continue;
    const brace = tokens.find((token, i): token is Token => i > at + 1 && token.kind !== "word");
    const { source, start } = value.span;
    const lineEnd = source.text.indexOf("\n", start);
    const end = brace?.span.start ?? (lineEnd < 0 ? source.text.length : lineEnd);
    hide(source, { start, end: start + source.text.slice(start, end).trimEnd().length });
  }
}
