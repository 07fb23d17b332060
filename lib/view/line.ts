/** Lines of a terminal as texts with tones: cut to a width before anything of it becomes an escape sequence. */

export type Tone = "strong" | "faint" | "drained" | "overloaded" | "graph" | "bar";

export interface Segment {
  readonly text: string;
  readonly tone?: Tone;
}

export type Line = readonly Segment[];

/** @returns the line with at most `width` characters. Texts are of characters that take one column each. */
export function cutLine(line: Line, width: number): Line {
  const kept: Segment[] = [];
  let room = width;
  for (const segment of line) {
    if (room <= 0) break;
    kept.push({ ...segment, text: segment.text.slice(0, room) });
    room -= segment.text.length;
  }
  return kept;
}

export function lineLength(line: Line): number {
  return line.reduce((sum, { text }) => sum + text.length, 0);
}

export function plainText(line: Line): string {
  return line.map(({ text }) => text).join("");
}

/**
 * What turns one screen into another, as one text for one write: only lines that differ, each with its place.
 * @param before undefined: nothing is known of the screen, which is emptied first.
 */
export function screenUpdate(before: readonly string[] | undefined, after: readonly string[]): string {
  const lines = after.flatMap((line, i) => (line === before?.[i] ? [] : [`\u001b[${i + 1};1H${line}\u001b[K`]));
  // Lines that are no more: the screen has become shorter.
  const gone = before && before.length > after.length ? `\u001b[${after.length + 1};1H\u001b[J` : "";
  return `${before === undefined ? "\u001b[H\u001b[2J" : ""}${lines.join("")}${gone}`;
}
