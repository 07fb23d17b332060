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
    if (mask === undefined || familyOf(mask) !== "inet") return wrong("is not a mask");
    const bits = [...addressBytes(mask)].map((byte) => byte.toString(2).padStart(8, "0")).join("");
    return /^1+0*$/.test(bits) ? { value: mask } : wrong("is not a mask: its ones must come first and together");
  },
};
