/** Seconds with up to six decimals → milliseconds (with up to three decimals of their own). */

import { numberHint } from "./integer.ts";
import { type Kind, outOfRange, wrong } from "./kind.ts";

/** @param min and max in seconds. */
export function duration(min: number, max: number): Kind<number> {
  return {
    synopsis: "SEC",
    expected: `seconds from ${min} to ${max}, with up to 6 decimals`,
    range: [min, max],
    read(text) {
      const parts = /^\+?(\d+)(?:\.(\d*))?$/.exec(text) ?? /^\+?()\.(\d+)$/.exec(text);
      if (!parts && /^\d+,\d+$/.test(text))
        return wrong("is not a number of seconds", `decimals follow a point: ${text.replace(",", ".")}`);
      if (!parts) return wrong("is not a number of seconds", numberHint(text));
      const decimals = parts[2] ?? "";
      if (decimals.length > 6) return wrong("has more than 6 decimals");
      const microseconds = Number(parts[1]) * 1_000_000 + Number(decimals.padEnd(6, "0"));
      if (microseconds < min * 1_000_000 || microseconds > max * 1_000_000) return outOfRange;
      return { value: microseconds / 1000 };
    },
    write: secondsText,
  };
}

/** Whole seconds only → milliseconds. */
export function wholeSeconds(min: number, max: number): Kind<number> {
  return {
    synopsis: "SEC",
    expected: `whole seconds from ${min} to ${max}`,
    range: [min, max],
    read(text) {
      if (!/^\+?\d+$/.test(text)) return wrong("is not a whole number of seconds", numberHint(text));
      const seconds = Number(text);
      return seconds >= min && seconds <= max ? { value: seconds * 1000 } : outOfRange;
    },
    write: secondsText,
  };
}

/** Milliseconds with up to three decimals. */
export function milliseconds(min: number, max: number): Kind<number> {
  return {
    synopsis: "MSEC",
    expected: `milliseconds from ${min} to ${max}, with up to 3 decimals`,
    range: [min, max],
    read(text) {
      if (!/^\+?\d+(\.\d{0,3})?$/.test(text)) return wrong("is not a number of milliseconds", numberHint(text));
      const value = Number(text);
      return value >= min && value <= max ? { value } : outOfRange;
    },
  };
}

/** @param milliseconds with up to three decimals. @returns seconds with up to six, without an exponent. */
export function secondsText(milliseconds: number): string {
  return (milliseconds / 1000).toFixed(6).replace(/\.?0+$/, "");
}

/** Longest time that keepalived's timers hold: 2^32 - 1 microseconds would be 4294 s; its checkers take up to 31 days. */
export const longestTimer = 31 * 24 * 3600;
