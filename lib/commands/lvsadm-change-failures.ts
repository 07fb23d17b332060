/** What came of changing the table, where it was not what was wished: a failure that says what and how the table is now. */

import { changeRecord, differenceRecord } from "../ipvs/difference-json.ts";
import { differenceText } from "../ipvs/difference-text.ts";
import { refusalText } from "../ipvs/errors.ts";
import { changeWords } from "../ipvs/words.ts";
import type { Environment } from "../ports/environment.ts";
import type { Done, Outcome, Refusal } from "./lvsadm-change-table.ts";
import { VerbFailure } from "./lvsadm-verb-failure.ts";

/** Of all verbs that change the table. */
export const ChangeExit = { done: 0, asBefore: 1, inBetween: 4 } as const;

/** @throws VerbFailure where the table is not as wished */
export function mustBeDone(outcome: Outcome, environment: Environment): Done {
  if (outcome.status === "refused") throw refused(outcome, environment);
  if (outcome.status === "contended") throw contended(outcome, environment);
  if (outcome.status === "broken") throw broken(outcome);
  return outcome;
}

function refused({ refusals, left }: Extract<Outcome, { status: "refused" }>, environment: Environment): VerbFailure {
  const sentence = refusalSentence(refusals);
  const details = { refusals: refusals.map(refusalRecord), left: left.map(differenceRecord) };
  if (left.length === 0)
    return new VerbFailure(`${sentence}; the table is as it was before`, ChangeExit.asBefore, details);
  environment.stderr.write(differenceText(left, false));
  const more =
    "; taking back what was done did not succeed wholly: the lines above are how the table differs from before";
  return new VerbFailure(`${sentence}${more}`, ChangeExit.inBetween, details);
}

function contended(
  { refusals, left }: Extract<Outcome, { status: "contended" }>,
  environment: Environment,
): VerbFailure {
  environment.stderr.write(differenceText(left, false));
  const sentence =
    "the table is still not as wanted after five tries: somebody else keeps changing it, or the kernel does not keep what it takes; the lines above are what is still to be changed";
  const details = { refusals: refusals.map(refusalRecord), left: left.map(differenceRecord) };
  return new VerbFailure(sentence, ChangeExit.inBetween, details);
}

function broken({ failure }: Extract<Outcome, { status: "broken" }>): VerbFailure {
  const sentence = `${failure.message}, and a part of the changes may be made: nothing was taken back`;
  return new VerbFailure(sentence, ChangeExit.inBetween, {}, { cause: failure });
}

function refusalSentence([first, ...more]: readonly Refusal[]): string {
  if (first === undefined) throw new TypeError("the kernel refused nothing");
  const { change, result } = first;
  const detail = result.detail === undefined ? "" : `: ${result.detail}`;
  const others = more.length === 0 ? "" : ` and ${more.length} more`;
  return `the kernel refuses to ${changeWords(change)}: ${refusalText(change.do, result.code)} (${result.code}${detail})${others}`;
}

function refusalRecord({ change, result: { code, reason, detail } }: Refusal) {
  return { change: changeRecord(change), code, reason, ...(detail === undefined ? {} : { detail }) };
}
