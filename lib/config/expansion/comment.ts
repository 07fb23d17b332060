/** Where a comment starts in a line's text, and what `\#` and `\!` turn into when the line is expanded. */

import { MadeText } from "./made-text.ts";

/** @returns the offset of the first `#` or `!` outside double quotes that has no backslash before it; else the length. */
export function commentStart(text: string): number {
  let quoted = false;
  for (let at = 0; at < text.length; at++) {
    const character = text[at];
    if (character === '"') quoted = !quoted;
    else if (quoted) continue;
    else if (character === "\\" && isComment(text[at + 1])) at++;
    else if (isComment(character)) return at;
  }
  return text.length;
}

/**
 * keepalived resolves escapes before it expands and looks for comments once more after it, so that an escaped character
 * starts a comment after all where its line holds a definition's use.
 */
export function withoutEscapes(line: MadeText): MadeText {
  if (!/\\[#!]/.test(line.text)) return line;
  const pieces = [];
  let from = 0;
  let quoted = false;
  for (let at = 0; at < line.text.length; at++) {
    if (line.text[at] === '"') quoted = !quoted;
    if (quoted || line.text[at] !== "\\" || !isComment(line.text[at + 1])) continue;
    pieces.push(...line.cut(from, at));
    from = ++at;
  }
  return new MadeText([...pieces, ...line.cut(from, line.text.length)], line.around);
}

function isComment(character: string | undefined): boolean {
  return character === "#" || character === "!";
}
