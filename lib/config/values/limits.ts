/** Ranges that many keywords share: what keepalived's integers and timers hold. */

import { duration, wholeSeconds } from "./duration.ts";
import { integer } from "./integer.ts";

/** Largest unsigned int. */
export const largestUnsigned = 2 ** 32 - 1;
/** Largest signed int. */
export const largestSigned = 2 ** 31 - 1;

/** keepalived counts microseconds in an unsigned int. */
const longestCounted = largestUnsigned / 1_000_000;

export const count = integer(0, largestUnsigned);
export const signed = integer(-(2 ** 31), largestSigned);
/** Whole seconds of a timer. */
export const timer = wholeSeconds(0, Math.floor(longestCounted));
/** Seconds with decimals. */
export const intervalOrNone = duration(0, longestCounted);
