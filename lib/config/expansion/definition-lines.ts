/** `$NAME=value` over one or more lines → the definition's name and the lines of its value. Expands nothing. */

import { commentStart } from "./comment.ts";
import type { MadeText } from "./made-text.ts";

/** `$NAME=` at the start of a line, blanks before it allowed. */
const head = /^[ \t]*\$([A-Za-z_]\w*)=[ \t]*/;

export interface WrittenDefinition {
  readonly name: string;
  readonly lines: readonly MadeText[];
}

/**
 * @param next the line that the definition goes on with; undefined where there is none
 * @returns undefined where the line is no definition; `next` has not been called then.
 */
export function readDefinition(line: MadeText, next: () => MadeText | undefined): WrittenDefinition | undefined {
  const match = head.exec(line.text);
  const name = match?.[1];
  if (match === null || name === undefined) return undefined;
  const lines: MadeText[] = [];
  let part: MadeText | undefined = line.slice(match[0].length);
  while (part) {
    const { value, goesOn }: { value: MadeText; goesOn: boolean } = withoutContinuation(part);
    if (value.text !== "" || (lines.length === 0 && goesOn && part.text.trim() !== "\\")) lines.push(value);
    part = goesOn ? nextPart(next) : undefined;
  }
  return { name, lines };
}

/** Comments between the lines of a definition do not end it; an empty line does. */
function nextPart(next: () => MadeText | undefined): MadeText | undefined {
  for (let line = next(); line; line = next()) {
    if (line.text.trim() === "") return undefined;
    if (commentStart(line.text.trim()) > 0) return line;
  }
  return undefined;
}

/** A backslash at the end, blanks around it or not, lets a definition go on. */
function withoutContinuation(line: MadeText): { value: MadeText; goesOn: boolean } {
  const text = line.text.slice(0, commentStart(line.text)).trimEnd();
  const goesOn = text.endsWith("\\");
  const start = /^[ \t]*/.exec(text)?.[0].length ?? 0;
  const end = goesOn ? text.slice(0, -1).trimEnd().length : text.length;
  return { value: line.slice(Math.min(start, end), end), goesOn };
}
