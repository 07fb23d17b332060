/** Breaks sentences at blanks so that they fit a terminal. */

import { displayWidth } from "../diag/display.ts";

/** @param columns undefined: one line, as long as it is. @param indent of all lines but the first. */
export function filled(text: string, columns: number | undefined, indent: string): string {
  if (columns === undefined) return text;
  const lines: string[] = [];
  let line = "";
  for (const word of text.split(" ")) {
    const longer = line === "" ? word : `${line} ${word}`;
    if (line.trim() === "" || displayWidth(longer) <= columns) line = longer;
    else {
      lines.push(line);
      line = indent + word;
    }
  }
  return [...lines, line].join("\n");
}
