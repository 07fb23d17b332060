/** Numbers that were measured, and what is said of them. Knows nothing of what they are. */

/** Measurements by name, each in the order of the rounds, so that those of one round can be paired. */
export type Figures = ReadonlyMap<string, readonly number[]>;

/** @throws Error where nothing was measured under that name. */
export function of(figures: Figures, name: string): readonly number[] {
  const values = figures.get(name) ?? [];
  if (values.length === 0 || !values.every(Number.isFinite)) throw new Error(`no measurements of ${name}`);
  return values;
}

/** The middle one; the mean of the middle two of an even number. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const [low = Number.NaN, high = Number.NaN] = [sorted[(sorted.length - 1) >> 1], sorted[sorted.length >> 1]];
  return (low + high) / 2;
}

export function best(values: readonly number[]): number {
  return values.reduce((a, b) => Math.min(a, b), Infinity);
}

export function worst(values: readonly number[]): number {
  return values.reduce((a, b) => Math.max(a, b), -Infinity);
}

/** Round by round, so that what slowed a round down counts on both sides. */
export function differences(values: readonly number[], base: readonly number[]): number[] {
  return values.map((value, round) => value - (base[round] ?? Number.NaN));
}
