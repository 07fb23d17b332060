/** The table that a person reads: plain text, times in milliseconds. */

import { best, median, worst } from "./figures.ts";

/** One line of the table; what is left out is blank. */
export interface Row {
  readonly what: string;
  readonly values?: readonly number[];
  /** Such as "1.4 x node". */
  readonly ratio?: string;
  readonly target?: Target;
}

export interface Target {
  /** Such as "median <= 15". */
  readonly wanted: string;
  readonly met: boolean;
}

export interface Section {
  readonly title: string;
  readonly rows: readonly Row[];
  /** Lines under the table. */
  readonly notes?: readonly string[];
}

const headings = ["ms", "best", "median", "worst", "ratio", "target", ""];

export function render({ title, rows, notes = [] }: Section): string {
  const table = [headings, ...rows.map(cells)];
  const widths = headings.map((_, column) => Math.max(...table.map((row) => row[column]?.length ?? 0)));
  const lines = table.map((row) =>
    row
      .map((cell, i) => pad(cell, widths[i] ?? 0, i))
      .join("  ")
      .trimEnd(),
  );
  return [title, ...lines, ...notes].map((line, i) => (i === 0 ? line : `  ${line}`)).join("\n");
}

function cells({ what, values, ratio = "", target }: Row): string[] {
  const numbers = values === undefined ? ["", "", ""] : [best(values), median(values), worst(values)].map(milliseconds);
  return [what, ...numbers, ratio, target?.wanted ?? "", target === undefined ? "" : target.met ? "met" : "MISSED"];
}

export function milliseconds(value: number): string {
  return value.toFixed(1);
}

/** Numbers to the right, words to the left. */
function pad(cell: string, width: number, column: number): string {
  return column >= 1 && column <= 3 ? cell.padStart(width) : cell.padEnd(width);
}
