/** lvsadm apply: makes the kernel's table as a file wants it, or leaves it as it was; says which. */

import { CommandFailure } from "../diag/errors.ts";
import { jsonText } from "../diag/json.ts";
import { changeRecord, differenceRecord } from "../ipvs/difference-json.ts";
import { differenceText } from "../ipvs/difference-text.ts";
import { refusalText } from "../ipvs/errors.ts";
import { changeWords } from "../ipvs/words.ts";
import type { Environment, ExitStatus } from "../ports/environment.ts";
import { wantsColour } from "./daemon-configuration.ts";
import { changeTable, type Done, foresee, type Outcome, type Refusal, type Wish } from "./lvsadm-change-table.ts";
import { fileNote, fileOptions, wantedFileOf } from "./lvsadm-file-options.ts";
import { VerbFailure } from "./lvsadm-verb-failure.ts";
import { locked } from "./lvsadm-verb-lock.ts";
import type { VerbPorts, VerbSpec } from "./lvsadm-verb-ports.ts";
import { withTable } from "./lvsadm-verb-table.ts";
import { readWanted } from "./lvsadm-wanted.ts";
import type { ParsedWords } from "./options.ts";

/** 2 is a usage error, as everywhere. */
export const ApplyExit = { asWanted: 0, asBefore: 1, changed: 3, inBetween: 4 } as const;

export const apply: VerbSpec = {
  name: "apply",
  summary:
    "Makes the kernel's table as FILE says: by the fewest changes, in an order that leaves no service without its servers, and takes back what it did where the kernel refuses one.",
  forms: ["[-n] [-q] [--exit-code] [--format FORMAT] [--keep-others] [--json] [-i ID] FILE"],
  options: [
    { long: "dry-run", short: "n", help: "print what would be changed and change nothing; the exit status foretells" },
    { long: "exit-code", short: "x", help: "exit with 3 instead of 0 where something was changed" },
    ...fileOptions,
    { long: "quiet", short: "q", help: "print nothing but failures" },
    { long: "json", help: "print one JSON object instead of lines" },
  ],
  notes: [
    fileNote,
    "Exit status: 0 as FILE says now (with --exit-code: 3 where that took a change), 1 failed and the table is as before, 2 wrong call or FILE, 4 failed and the table is neither as before nor as FILE says.",
  ],
  run,
};

async function run(given: ParsedWords, environment: Environment, ports: VerbPorts): Promise<ExitStatus> {
  const services = await readWanted(wantedFileOf(given), environment, ports);
  const wish: Wish = { services, keepOthers: given.has("keep-others") };
  const outcome = await withTable(ports, ApplyExit.asBefore, (table) =>
    given.has("dry-run") ? foresee(table, wish) : locked(ports, () => changeTable(table, wish)),
  );
  if (outcome.status === "refused") throw refused(outcome, environment);
  if (outcome.status === "contended") throw contended(outcome, environment);
  environment.stdout.write(report(given, outcome, environment));
  return given.has("exit-code") && outcome.status === "changed" ? ApplyExit.changed : ApplyExit.asWanted;
}

function report(given: ParsedWords, outcome: Done, { stdout, variables }: Environment): string {
  const dryRun = given.has("dry-run");
  if (given.has("json")) {
    const { status, differences, changes } = outcome;
    const records = { differences: differences.map(differenceRecord), changes: changes.map(changeRecord) };
    return `${jsonText({ status, dryRun, ...records })}\n`;
  }
  if (given.has("quiet")) return "";
  return `${differenceText(outcome.differences, wantsColour(stdout, variables))}${summary(outcome, dryRun)}\n`;
}

function summary({ status, changes }: Done, dryRun: boolean): string {
  if (status === "unchanged") return "as wanted already; nothing changed";
  const count = changes.length === 1 ? "1 change" : `${changes.length} changes`;
  return dryRun
    ? `dry run: nothing was changed (${count} to make)`
    : `as wanted now, read back from the kernel (${count})`;
}

function refused({ refusals, left }: Extract<Outcome, { status: "refused" }>, environment: Environment): VerbFailure {
  const sentence = refusalSentence(refusals);
  const details = { refusals: refusals.map(refusalRecord), left: left.map(differenceRecord) };
  if (left.length === 0)
    return new VerbFailure(`${sentence}; the table is as it was before`, ApplyExit.asBefore, details);
  environment.stderr.write(differenceText(left, false));
  const more =
    "; taking back what was done did not succeed wholly: the lines above are how the table differs from before";
  return new VerbFailure(`${sentence}${more}`, ApplyExit.inBetween, details);
}

function contended(
  { refusals, left }: Extract<Outcome, { status: "contended" }>,
  environment: Environment,
): VerbFailure {
  environment.stderr.write(differenceText(left, false));
  const sentence = "somebody else keeps changing the table; the lines above are what is still to be changed in it";
  const details = { refusals: refusals.map(refusalRecord), left: left.map(differenceRecord) };
  return new VerbFailure(sentence, ApplyExit.inBetween, details);
}

function refusalSentence([first, ...more]: readonly Refusal[]): string {
  if (first === undefined) throw new CommandFailure("the kernel refused nothing", ApplyExit.asBefore);
  const { change, result } = first;
  const detail = result.detail === undefined ? "" : `: ${result.detail}`;
  const others = more.length === 0 ? "" : ` and ${more.length} more`;
  return `the kernel refuses to ${changeWords(change)}: ${refusalText(change.do, result.code)} (${result.code}${detail})${others}`;
}

function refusalRecord({ change, result: { code, reason, detail } }: Refusal) {
  return { change: changeRecord(change), code, reason, ...(detail === undefined ? {} : { detail }) };
}
