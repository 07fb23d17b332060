/** The quoted line with the exact words underlined. Knows nothing of severity or wording. */

import { displayWidth, expandTabs, printable } from "./display.ts";
import { lineAt, lineRange, lineText, type Span } from "./source.ts";

/** Characters of a line shown around the words at fault; longer lines are cut with an ellipsis. */
const before = 60;
const after = 100;

/** @returns two lines: `  12 | text` and `     | ^~~~`. A span over several lines is underlined to the end of its first. */
export function excerpt(span: Span): string {
  const line = lineAt(span.source, span.start);
  const range = lineRange(span.source, line);
  const text = lineText(span.source, line);
  const start = Math.min(span.start, range.end) - range.start;
  const end = Math.max(Math.min(span.end, range.end) - range.start, start);
  const shown = cut(text, start, end);
  const head = clean(shown.head);
  const upToEnd = clean(shown.head + shown.words);
  const width = Math.max(displayWidth(upToEnd) - displayWidth(head), 1);
  const gutter = String(line).padStart(5);
  const whole = clean(shown.head + shown.words + shown.tail).trimEnd();
  const underline = `${" ".repeat(displayWidth(head))}^${"~".repeat(width - 1)}`;
  return `${gutter} | ${whole}\n${" ".repeat(gutter.length)} | ${underline}`;
}

function cut(text: string, start: number, end: number): { head: string; words: string; tail: string } {
  const from = start > before ? start - before : 0;
  const to = Math.min(Math.max(end, start), start + after);
  const tail = text.slice(to, start + after);
  return {
    head: (from > 0 ? "…" : "") + text.slice(from, start),
    words: text.slice(start, to),
    tail: start + after < text.length ? `${tail}…` : tail,
  };
}

/** Tabs become spaces first: {@link printable} would otherwise take them for control characters. */
function clean(text: string): string {
  return printable(expandTabs(text));
}
