/** Words of a route or rule that name its family: `inet` and `inet6`, which keepalived does not read as its manual says, and `default6`. */

import type { Family } from "../net/address.ts";
import type { Report } from "./report.ts";
import { quote, type Word } from "./syntax.ts";
import { oldEvery6 } from "./values/network.ts";

/** @returns the family that `word` names, after telling; undefined where it names none. */
export function familyWord(report: Report, word: Word): Family | undefined {
  if (word.text !== "inet" && word.text !== "inet6") return undefined;
  report.warning(
    "LK0075",
    word.span,
    `keepalived leaves out the word after ${quote(word)}, and so a part of the line`,
    {
      hint: `leave ${quote(word)} out: addresses tell the family, and ::/0 is every one of IPv6`,
    },
  );
  return word.text;
}

/** @param word where a network is read */
export function tellOldEvery(report: Report, word: Word | undefined): void {
  if (word?.text === oldEvery6 && report.first(oldEvery6))
    report.warning("LK0015", word.span, `${quote(word)} is an old spelling`, { hint: "write ::/0; this is said once" });
}
