/** The wording of what the lexer met and read as it was meant: each kind once per file, with a count. */

import type { Source, Span } from "../diag/source.ts";
import type { Findings } from "./lexer.ts";
import type { Report } from "./report.ts";

export function reportFindings(source: Source, findings: Findings, report: Report): void {
  for (const marker of ["//", ";"] as const) reportComments(marker, findings, report);
  const braces = findings.strayComments.flatMap((comment) => comment.brace ?? []);
  if (braces[0])
    report.warning(
      "LK0026",
      braces[0],
      `this brace is not read, because it stands in a comment of that kind${times(braces)}`,
      {
        hint: "keepalived does read it; remove it, or use # or !",
      },
    );
  reportBlanks(source, findings.oddBlanks, report);
  for (const quote of findings.openQuotes)
    report.error("LK0006", quote, "a double quote has no partner on its line", {
      hint: 'close it with another "; quotes do not go on to the next line',
    });
}

/** Each character once: pasted text has many of the same. */
function reportBlanks(source: Source, blanks: readonly Span[], report: Report): void {
  const found = new Map<number, Span[]>();
  for (const blank of blanks) {
    const code = source.text.charCodeAt(blank.start);
    const places = found.get(code);
    if (places) places.push(blank);
    else found.set(code, [blank]);
  }
  for (const [code, places] of found)
    if (places[0])
      report.warning("LK0005", places[0], `${blankName(code)} instead of a blank${times(places)}`, {
        hint: "read as a blank here; keepalived takes it for part of a word, so replace it",
      });
}

function reportComments(marker: "//" | ";", findings: Findings, report: Report): void {
  const found = findings.strayComments.filter((comment) => comment.marker === marker);
  const [first] = found;
  if (first === undefined) return;
  report.warning("LK0004", first.span, `"${marker}" does not start a comment in this language${times(found)}`, {
    hint: "read as a comment here; use # or !",
  });
}

function blankName(code: number): string {
  const name = names.get(code) ?? "a special blank";
  return `${name} (U+${code.toString(16).toUpperCase().padStart(4, "0")})`;
}

const names: ReadonlyMap<number, string> = new Map([
  [0xa0, "a no-break space"],
  [0x3000, "an ideographic space"],
  [0xfeff, "a byte order mark"],
  [0x200b, "a zero-width space"],
]);

function times(found: readonly unknown[]): string {
  return found.length === 1 ? "" : ` (the first of ${found.length} places)`;
}
