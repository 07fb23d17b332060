/** The wording of what the lexer met and read as it was meant: each kind once per file, with a count. */

import type { Span } from "../diag/source.ts";
import { type Findings, isInvisible, type Oddity } from "./lexer.ts";
import type { Report } from "./report.ts";

export function reportFindings(findings: Findings, report: Report): void {
  for (const marker of new Set(findings.strayComments.map((comment) => comment.marker)))
    reportComments(marker, findings, report);
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
  reportOddity(findings.oddQuotes, "a typographic quotation mark", '"', report);
  reportOddity(findings.oddBraces, "a full-width brace", "{ or }", report);
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
  const [badBytes] = findings.badBytes;
  if (badBytes)
    report.error("LK0052", badBytes, `this word has bytes that are no UTF-8${times(findings.badBytes)}`, {
      hint: "save the file as UTF-8",
    });
  for (const { span, goesOn } of findings.openQuotes)
    report.error("LK0006", span, "a double quote has no partner on its line", {
      hint: goesOn ? "it is on the next line; write all of it on one" : 'close it with another "',
    });
}

/** Each character once: pasted text has many of the same. */
function reportBlanks(blanks: readonly Oddity[], report: Report): void {
  for (const [code, places] of placesByCode(blanks)) {
    if (places[0] === undefined) continue;
    const name = `${names.get(code) ?? (isInvisible(code) ? "a character of no width" : "a special blank")} (${codePoint(code)})`;
    if (isInvisible(code))
      report.warning("LK0005", places[0], `${name}, which nobody sees${times(places)}`, {
        hint: "passed over here; keepalived takes it for part of a word, so remove it",
      });
    else
      report.warning("LK0005", places[0], `${name} instead of a blank${times(places)}`, {
        hint: "read as a blank here; keepalived takes it for part of a word, so replace it",
      });
  }
}

function reportOddity(found: readonly Oddity[], what: string, meant: string, report: Report): void {
  const [first] = found;
  if (first === undefined) return;
  report.warning("LK0046", first.span, `${what} (${codePoint(first.code)}) instead of ${meant}${times(found)}`, {
    hint: `read as ${meant} here; keepalived takes it for part of a word, so replace it`,
  });
}

function placesByCode(found: readonly Oddity[]): ReadonlyMap<number, readonly Span[]> {
  const places = new Map<number, Span[]>();
  for (const { code, span } of found) {
    const before = places.get(code);
    if (before) before.push(span);
    else places.set(code, [span]);
  }
  return places;
}

function reportComments(marker: string, findings: Findings, report: Report): void {
  const found = findings.strayComments.filter((comment) => comment.marker === marker);
  const [first] = found;
  if (first === undefined) return;
  report.warning("LK0004", first.span, `"${marker}" does not start a comment in this language${times(found)}`, {
    hint: "read as a comment here; use # or !",
  });
}

function codePoint(code: number): string {
  return `U+${code.toString(16).toUpperCase().padStart(4, "0")}`;
}

const names: ReadonlyMap<number, string> = new Map([
  [0xa0, "a no-break space"],
  [0x3000, "an ideographic space"],
  [0xfeff, "a byte order mark"],
  [0xad, "a soft hyphen"],
  [0x200b, "a zero-width space"],
]);

function times(found: readonly unknown[]): string {
  return found.length === 1 ? "" : ` (the first of ${found.length} places)`;
}
