/** Numbers as people read them at a glance: three digits and a unit of thousands. */

const units = ["", "k", "M", "G", "T", "P", "E"];

/** @param value not negative. @returns such as `0`, `999`, `1.2k`, `35k`, `1.0M`; at most 4 characters up to 999 E. */
export function short(value: number): string {
  let scaled = value;
  let unit = 0;
  // From 999.5 on it would be rounded to four digits.
  while (scaled >= 999.5 && unit < units.length - 1) {
    scaled /= 1000;
    unit++;
  }
  const digits = unit === 0 || scaled >= 9.95 ? String(Math.round(scaled)) : scaled.toFixed(1);
  return `${digits}${units[unit]}`;
}

/** @param part 0..1. @returns such as `0%`, `<1%`, `50%`; `-` where there is nothing to be a part of. */
export function percent(part: number | undefined): string {
  if (part === undefined) return "-";
  if (part > 0 && part < 0.01) return "<1%";
  return `${Math.round(part * 100)}%`;
}

/** @param noun of one. @returns such as `1 service`, `2 services`. */
export function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? "" : "s"}`;
}
