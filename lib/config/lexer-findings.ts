/** The wording of what the lexer met and read as it was meant: each kind once per file, with a count. */

import type { Span } from "../diag/source.ts";
import type { Findings } from "./lexer.ts";
import type { Report } from "./report.ts";

export function reportFindings(findings: Findings, report: Report): void {
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
  reportBlanks(findings.oddBlanks, report);
  reportPasted(findings.pasted, report);
  const [overlong] = findings.overlong;
  if (overlong)
    report.warning(
      "LK0041",
      overlong,
      `keepalived reads 1023 bytes of a line, and the rest as another${times(findings.overlong)}`,
      {
        hint: "lvskit reads the whole line; break it, so that both mean the same",
      },
    );
  for (const quote of findings.openQuotes)
    report.error("LK0006", quote, "a double quote has no partner on its line", {
      hint: 'close it with another "; quotes do not go on to the next line',
    });
}

/** Each character once: pasted text has many of the same. */
function reportBlanks(blanks: Findings["oddBlanks"], report: Report): void {
  for (const [code, places] of placesByCode(blanks))
    if (places[0])
      report.warning("LK0005", places[0], `${blankName(code)} instead of a blank${times(places)}`, {
        hint: "read as a blank here; keepalived takes it for part of a word, so replace it",
      });
}

function reportPasted(pasted: Findings["pasted"], report: Report): void {
  for (const [code, places] of placesByCode(pasted)) {
    const fullWidth = code >= 0xff01;
    const meant = fullWidth ? String.fromCharCode(code - 0xfee0) : '"';
    const what = fullWidth ? "a full-width character" : "a typographic quotation mark";
    if (places[0])
      report.warning("LK0046", places[0], `${what} (${codePoint(code)}) is read as part of a word${times(places)}`, {
        hint: `if it is meant to be one of the language, write ${meant}`,
      });
  }
}

function placesByCode(found: Findings["oddBlanks"]): ReadonlyMap<number, readonly Span[]> {
  const places = new Map<number, Span[]>();
  for (const { code, span } of found) {
    const before = places.get(code);
    if (before) before.push(span);
    else places.set(code, [span]);
  }
  return places;
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
  return `${name} (${codePoint(code)})`;
}

function codePoint(code: number): string {
  return `U+${code.toString(16).toUpperCase().padStart(4, "0")}`;
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
