/** `inet` and `inet6` in a route or rule, which keepalived's manual has, and which its parser does not read like that. */

import type { Family } from "../net/address.ts";
import type { Report } from "./report.ts";
import { quote, type Word } from "./syntax.ts";

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
