/** A text with a name, places in it, and how a place becomes line and column. Knows nothing of any language. */

/** One file (or other text) that diagnostics point into. */
export interface Source {
  /** What a person calls it: the path as given, or `<stdin>`. */
  readonly name: string;
  readonly text: string;
  /** Offset of the first character of each line; ascending, starts with 0. */
  readonly lineStarts: readonly number[];
}

/** A half-open range of characters in one source. */
export interface Span {
  readonly source: Source;
  /** Offset of the first character (UTF-16 units). */
  readonly start: number;
  /** Offset after the last character. */
  readonly end: number;
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
  return { name, text, lineStarts };
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

/** @returns the text of line `line` (from 1) without its line end. */
export function lineText(source: Source, line: number): string {
  const start = source.lineStarts[line - 1] ?? source.text.length;
  const end = source.lineStarts[line] ?? source.text.length;
  return source.text.slice(start, end).replace(/\r?\n$/, "");
}
