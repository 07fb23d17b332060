/** Whole numbers in a range: decimal only, as keepalived reads them. */

import { type Kind, outOfRange, wrong } from "./kind.ts";

export function integer(min: number, max: number, synopsis = "N"): Kind<number> {
  return {
    synopsis,
    expected: `a whole number from ${min} to ${max}`,
    range: [min, max],
    read(text) {
      if (!isDecimal(text)) return wrong("is not a whole number", numberHint(text));
      const value = Number(text);
      return value >= min && value <= max ? { value } : outOfRange;
    },
  };
}

/** Digits, perhaps after a sign. A plain loop: a large configuration has tens of thousands of ports. */
function isDecimal(text: string): boolean {
  const sign = text.startsWith("-") || text.startsWith("+") ? 1 : 0;
  for (let at = sign; at < text.length; at++) {
    const digit = text.charCodeAt(at) - zero;
    if (digit < 0 || digit > 9) return false;
  }
  return text.length > sign;
}

const zero = 0x30;

/** @returns the mend for a number with something hanging on to it. */
export function numberHint(text: string): string | undefined {
  if (/^[\d.]+(s|sec|secs|seconds?)$/i.test(text))
    return `seconds are written without a unit: ${Number.parseFloat(text)}`;
  if (/^[\d.]+(ms|min|m|h|us)$/i.test(text)) return "times are in seconds and are written without a unit";
  if (/^0x[\da-f]+$/i.test(text)) return `numbers are decimal: ${Number(text)}`;
  return undefined;
}

/** TCP or UDP port number. */
export const port: Kind<number> = portFrom(1);

/** @param min 0 where it stands for every port. @param of what is written again for another port */
export function portFrom(min: 0 | 1, of: "block" | "line" = "block"): Kind<number> {
  const number = integer(min, 65535, "PORT");
  return {
    ...number,
    read(text) {
      const reading = number.read(text);
      if (!("fault" in reading) || reading.code !== "LK0012") return reading;
      return wrong("is not a port number", portHint(text, of) ?? reading.hint);
    },
  };
}

function portHint(text: string, of: string): string | undefined {
  if (/^[a-z][a-z-]*$/i.test(text)) return "names of services are not looked up; write the number";
  if (/^\d+[,-]\d/.test(text)) return `write a ${of} for each port`;
  return /^\d+\/(tcp|udp|sctp)$/i.test(text)
    ? "write the number alone; the protocol has a keyword of its own"
    : undefined;
}
