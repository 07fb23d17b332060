/** lvsadm apply: makes the kernel's table as a file wants it, or leaves it as it was; says which. */

import { jsonText } from "../diag/json.ts";
import { changeRecord, differenceRecord } from "../ipvs/difference-json.ts";
import { differenceText } from "../ipvs/difference-text.ts";
import type { Environment, ExitStatus } from "../ports/environment.ts";
import type { IpvsTable } from "../ports/ipvs-table.ts";
import { ChangeExit, mustBeDone } from "./lvsadm-change-failures.ts";
import { changeTable, type Done, foresee, type Outcome, type Wish } from "./lvsadm-change-table.ts";
import { fileNote, fileOptions, wantedFileOf, wishOf } from "./lvsadm-file-options.ts";
import { locked } from "./lvsadm-lock.ts";
import type { VerbPorts, VerbSpec } from "./lvsadm-verb-ports.ts";
import { withTable } from "./lvsadm-verb-table.ts";
import { readWanted } from "./lvsadm-wanted.ts";
import type { ParsedWords } from "./options.ts";
import { wantsColour } from "./paint.ts";
import { Progress } from "./progress.ts";

/** With --exit-code. */
const exitChanged = 3;

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
  const wish = wishOf(given, await readWanted(wantedFileOf(given), environment, ports));
  const outcome = await withTable(ports, ChangeExit.asBefore, (table) =>
    given.has("dry-run")
      ? foresee(table, wish)
      : locked(ports, environment, () => change(table, wish, given, environment)),
  );
  const done = mustBeDone(outcome, environment);
  environment.stdout.write(report(given, done, environment));
  return given.has("exit-code") && done.status === "changed" ? exitChanged : ChangeExit.done;
}

/** With a bar where it takes long; --quiet is meant for that too. */
async function change(table: IpvsTable, wish: Wish, given: ParsedWords, { stderr }: Environment): Promise<Outcome> {
  if (given.has("quiet")) return changeTable(table, wish);
  const progress = new Progress(stderr);
  try {
    return await changeTable(table, wish, undefined, (part, done) => progress.show(part, done));
  } finally {
    progress.clear();
  }
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
