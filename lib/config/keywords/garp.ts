/** Gratuitous ARP: the same rows under two names, global (`vrrp_garp_...`) and per instance (`garp_...`). */

import { type Arguments, one } from "../arguments.ts";
import type { KeywordRow } from "../keyword-row.ts";
import { wholeSeconds } from "../values/duration.ts";
import { integer } from "../values/integer.ts";
import { timer } from "../values/limits.ts";

/** Longest delay that fits keepalived's range for whole seconds. */
const longest = 86400;

export const masterDelay = {
  takes: one(timer),
  default: "5",
  tier: 1,
  usedBy: ["vrrpd"],
  doc: "seconds from becoming MASTER to the second burst of gratuitous ARP; 0: no second burst",
} as const satisfies KeywordRow;

export const masterRepeat = {
  takes: one(integer(0, 255)),
  default: "5",
  tier: 1,
  usedBy: ["vrrpd"],
  doc: "gratuitous ARP packets per address in a burst; 0 is read as 1",
} as const satisfies KeywordRow;

export const masterRefresh = {
  takes: one(wholeSeconds(0, longest)),
  default: "0",
  tier: 1,
  usedBy: ["vrrpd"],
  doc: "seconds between gratuitous ARP while MASTER; 0: never",
} as const satisfies KeywordRow;

export const masterRefreshRepeat = {
  takes: one(integer(0, 255)),
  default: "1",
  tier: 1,
  usedBy: ["vrrpd"],
  doc: "gratuitous ARP packets per address at each refresh; 0 is read as 1",
} as const satisfies KeywordRow;

/** `[all] SEC`. @param least 0 where an instance may switch off what is set for all. */
export function extraInterface(least: 0 | 1): Arguments<ExtraInterface> {
  const seconds = one(integer(least, longest, "SEC"));
  return {
    ...seconds,
    synopsis: "[all] SEC",
    read(call) {
      const all = call.words[0]?.text === "all";
      const value = seconds.read(all ? { ...call, words: call.words.slice(1) } : call);
      return value === undefined ? undefined : { seconds: value, ...(all ? { all } : {}) };
    },
    write: (value) => [...(value.all ? ["all"] : []), ...seconds.write(value.seconds)],
  };
}

/** With the word `all`, as keepalived takes it, or without. */
export interface ExtraInterface {
  readonly seconds: number;
  readonly all?: true;
}
