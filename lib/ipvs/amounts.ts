/** Counters as ipvsadm's listings print them: in a column of nine characters, cut down to thousands where they do not fit. */

const units: readonly (readonly [below: bigint, divisor: bigint, unit: string])[] = [
  [1_000_000_000n, 1_000n, "K"],
  [100_000_000_000n, 1_000_000n, "M"],
  [100_000_000_000_000n, 1_000_000_000n, "G"],
];

/** @returns such as `  102047K`: what is cut off is not rounded. */
export function amountText(amount: bigint): string {
  if (amount < 100_000_000n) return exactAmountText(amount);
  const [, divisor, unit] = units.find(([below]) => amount < below) ?? [0n, 1_000_000_000_000n, "T"];
  return `${String(amount / divisor).padStart(8)}${unit}`;
}

/** All digits; more than eight run over the column. */
export function exactAmountText(amount: bigint): string {
  return ` ${String(amount).padStart(8)}`;
}
