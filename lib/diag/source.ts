/** A text with a name, places in it, and how a place becomes line and column. Knows nothing of any language. */

/** One file (or other text) that diagnostics point into. */
export interface Source {
  /** What a person calls it: the path as given, or `<stdin>`. */
  readonly name: string;
  readonly text: string;
  /** Offset of the first character of each line; ascending, starts with 0. */
  readonly lineStarts: readonly number[];
  /** Ranges that no quotation of the text may show (passwords), ascending; grows by {@link hide} while it is read. */
  readonly hidden: Range[];
}

export interface Range {
  /** Offset of the first character (UTF-16 units). */
  readonly start: number;
  /** Offset after the last character. */
  readonly end: number;
}

/** A half-open range of characters in one source. */
export interface Span extends Range {
  readonly source: Source;
  /** Where the text was written from which this was expanded (a definition's use, `~SEQ`); innermost first. */
  readonly expandedFrom?: Span;
}

export interface Position {
  /** From 1. */
  readonly line: number;
  /** From 1, in characters (code points), tabs counting one. */
  readonly column: number;
}

export function makeSource(name: string, text: string): Source {
  const lineStarts = [0];
  for (let at = text.indexOf("\n"); at >= 0; at = text.indexOf("\n", at + 1)) lineStarts.push(at + 1);
  return { name, text, lineStarts, hidden: [] };
}

/** From now on every quotation of the source shows asterisks for `range`, which must stand after all hidden before. */
export function hide(source: Source, range: Range): void {
  source.hidden.push({ start: range.start, end: range.end });
}

export function isHidden(span: Span): boolean {
  const next = span.source.hidden[firstHiddenAfter(span.source, span.start)];
  return next !== undefined && next.start < span.end;
}

/** @returns the index of the first hidden range that ends after `offset`, by binary search. */
function firstHiddenAfter(source: Source, offset: number): number {
  let low = 0;
  let high = source.hidden.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((source.hidden[middle]?.end ?? 0) > offset) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** @returns the line (from 1) that holds `offset`, by binary search. */
export function lineAt(source: Source, offset: number): number {
  let low = 0;
  let high = source.lineStarts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((source.lineStarts[middle] ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return low + 1;
}

export function positionAt(source: Source, offset: number): Position {
  const line = lineAt(source, offset);
  const before = source.text.slice(source.lineStarts[line - 1] ?? 0, offset);
  return { line, column: [...before].length + 1 };
}

/** @returns the range of line `line` (from 1) without its line end. */
export function lineRange(source: Source, line: number): Range {
  const start = source.lineStarts[line - 1] ?? source.text.length;
  let end = source.lineStarts[line] ?? source.text.length;
  if (end > start && source.text[end - 1] === "\n") end--;
  if (end > start && source.text[end - 1] === "\r") end--;
  return { start, end };
}

/** @returns the text of line `line` (from 1) without its line end, hidden ranges as asterisks of the same length. */
export function lineText(source: Source, line: number): string {
  const { start, end } = lineRange(source, line);
  let text = source.text.slice(start, end);
  for (let i = firstHiddenAfter(source, start); i < source.hidden.length; i++) {
    const range = source.hidden[i];
    if (range === undefined || range.start >= end) break;
    const from = Math.max(range.start, start) - start;
    const to = Math.min(range.end, end) - start;
    if (from < to) text = text.slice(0, from) + "*".repeat(to - from) + text.slice(to);
  }
  return text;
}
