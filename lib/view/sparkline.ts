/** A history as one line of bars, each an eighth of a line high at least where there was anything at all. */

const bars = ["▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"];
const nothing = " ";

/**
 * @param values oldest first, not negative; the last `width` of them are shown, at the right.
 * @param highest what a full bar means, so that lines can be compared.
 */
export function sparkline(values: readonly number[], width: number, highest: number): string {
  const shown = width > 0 ? values.slice(-width) : [];
  return shown
    .map((value) => bar(value, highest))
    .join("")
    .padStart(width);
}

function bar(value: number, highest: number): string {
  if (value <= 0 || highest <= 0) return nothing;
  const eighths = Math.ceil((value / highest) * bars.length);
  return bars[Math.min(eighths, bars.length) - 1] ?? nothing;
}
