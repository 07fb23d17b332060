/** How much of a client's address persistence looks at: an IPv4 mask or an IPv6 prefix length. */

import { addressBytes, familyOf, parseAddress } from "../../net/address.ts";
import { type Kind, outOfRange, wrong } from "./kind.ts";

export const granularity: Kind<string> = {
  synopsis: "MASK|LEN",
  expected: "an IPv4 mask such as 255.255.255.0, or an IPv6 prefix length from 1 to 128",
  read(text) {
    if (/^\d+$/.test(text))
      return Number(text) >= 1 && Number(text) <= 128 ? { value: String(Number(text)) } : outOfRange;
    const mask = parseAddress(text);
    if (mask === undefined || familyOf(mask) !== "inet") return wrong("is not a mask", maskHint(text));
    const ones = maskLength(text);
    return ones ? { value: mask } : wrong("is not a mask: its ones must come first and together");
  },
};

/** @returns the prefix length that an IPv4 mask stands for, 1 to 32; undefined: it is no mask. */
export function maskLength(text: string): number | undefined {
  const mask = parseAddress(text);
  if (mask === undefined || familyOf(mask) !== "inet") return undefined;
  const bits = [...addressBytes(mask)].map((byte) => byte.toString(2).padStart(8, "0")).join("");
  return /^1+0*$/.test(bits) ? bits.replaceAll("0", "").length : undefined;
}

/** `/24`, as if it followed an address. */
function maskHint(text: string): string | undefined {
  const length = /^\/(\d\d?)$/.exec(text)?.[1];
  if (length === undefined || Number(length) < 1 || Number(length) > 32) return undefined;
  const bytes = [0, 8, 16, 24].map((from) => 256 - 2 ** (8 - Math.min(Math.max(Number(length) - from, 0), 8)));
  return `write ${bytes.join(".")}`;
}
