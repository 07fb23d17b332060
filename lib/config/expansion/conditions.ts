/** Lines that count on some hosts only: `@ID rest`, and `@^ID rest` on all others. Knows nothing of what the rest is. */

import type { MadeText } from "./made-text.ts";

/**
 * @param id this host's
 * @returns the line itself where it has no condition; its rest where the condition holds; undefined where the line is dropped.
 */
export function whereHeld(line: MadeText, id: string): MadeText | undefined {
  const match = /^[ \t]*@(\^?)([^ \t\r]*)/.exec(line.text);
  if (match === null) return line;
  const ours = match[2] === id;
  const rest = line.slice(match[0].length);
  return ours !== (match[1] === "^") && rest.text.trim() !== "" ? rest : undefined;
}
