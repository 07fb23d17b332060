/** A text with a name, places in it, and how a place becomes line and column. Knows nothing of any language. */

/** One file (or other text) that diagnostics point into. */
export interface Source {
  /** What a person calls it: the path as given, or `<stdin>`. */
  readonly name: string;
  readonly text: string;
  /** Offset of the first character of each line; ascending, starts with 0. */
  readonly lineStarts: readonly number[];
  /** What no quotation of the text may show (passwords); grows by {@link hide} while it is read. */
  readonly hidden: HiddenRanges;
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

/** Ranges in any order and overlapping, as definitions make them; sorted and joined when somebody asks. */
export class HiddenRanges {
  #ranges: Range[] = [];
  #sorted = true;

  add(start: number, end: number): void {
    const last = this.#ranges.at(-1);
    if (last && start <= last.end) this.#sorted = false;
    this.#ranges.push({ start, end });
  }

  /** @returns the first range that ends after `offset`, by binary search. */
  after(offset: number): Range | undefined {
    if (!this.#sorted) this.#sort();
    let low = 0;
    let high = this.#ranges.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#ranges[middle]?.end ?? 0) > offset) high = middle;
      else low = middle + 1;
    }
    return this.#ranges[low];
  }

  #sort(): void {
    const joined: Range[] = [];
    for (const range of this.#ranges.toSorted((a, b) => a.start - b.start)) {
      const last = joined.at(-1);
      if (last && range.start <= last.end)
        joined.splice(-1, 1, { start: last.start, end: Math.max(last.end, range.end) });
      else joined.push(range);
    }
    this.#ranges = joined;
    this.#sorted = true;
  }
}

export function makeSource(name: string, text: string): Source {
  return new TextSource(name, text);
}

class TextSource implements Source {
  readonly name: string;
  readonly text: string;
  readonly hidden = new HiddenRanges();
  #lineStarts: readonly number[] | undefined;

  constructor(name: string, text: string) {
    this.name = name;
    this.text = text;
  }

  /** Made when somebody asks: of a large file without faults nobody does. */
  get lineStarts(): readonly number[] {
    this.#lineStarts ??= startsOf(this.text);
    return this.#lineStarts;
  }
}

function startsOf(text: string): number[] {
  const starts = [0];
  for (let at = text.indexOf("\n"); at >= 0; at = text.indexOf("\n", at + 1)) starts.push(at + 1);
  return starts;
}

/** From now on every quotation of the source shows asterisks for `range`. */
export function hide(source: Source, range: Range): void {
  source.hidden.add(range.start, range.end);
}

/** True where a quotation of the span, or of anything that it was expanded from, is hidden in part. */
export function isHidden(span: Span): boolean {
  for (let at: Span | undefined = span; at; at = at.expandedFrom)
    if ((at.source.hidden.after(at.start)?.start ?? Number.POSITIVE_INFINITY) < at.end) return true;
  return false;
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
  for (let range = source.hidden.after(start); range && range.start < end; range = source.hidden.after(range.end)) {
    const from = Math.max(range.start, start) - start;
    const to = Math.min(range.end, end) - start;
    if (from < to) text = text.slice(0, from) + "*".repeat(to - from) + text.slice(to);
  }
  return text;
}
