/** lvsadm diff: what would have to change for the kernel's table to be as a file wants it. Changes nothing. */

import { SystemError } from "../diag/errors.ts";
import { jsonText } from "../diag/json.ts";
import { differenceRecord } from "../ipvs/difference-json.ts";
import { differenceText } from "../ipvs/difference-text.ts";
import type { Environment, ExitStatus } from "../ports/environment.ts";
import { foresee } from "./lvsadm-change-table.ts";
import { fileNote, fileOptions, wantedFileOf, wishOf } from "./lvsadm-file-options.ts";
import { VerbFailure } from "./lvsadm-verb-failure.ts";
import type { VerbPorts, VerbSpec } from "./lvsadm-verb-ports.ts";
import { withTable } from "./lvsadm-verb-table.ts";
import { readWanted } from "./lvsadm-wanted.ts";
import type { ParsedWords } from "./options.ts";
import { wantsColour } from "./paint.ts";

/** As of diff(1). */
const DiffExit = { same: 0, different: 1, trouble: 2 } as const;

export const diff: VerbSpec = {
  name: "diff",
  summary:
    "Shows what would have to change for the kernel's table to be as FILE says: + is to be added, - to be removed, ~ to be changed.",
  forms: ["[--format FORMAT] [--keep-others] [--json] [-i ID] FILE"],
  options: [...fileOptions, { long: "json", help: "print one JSON object instead of lines" }],
  notes: [fileNote, "Exit status: 0 no difference, 1 differences, 2 trouble."],
  run,
};

async function run(given: ParsedWords, environment: Environment, ports: VerbPorts): Promise<ExitStatus> {
  const wish = wishOf(given, await readOrTrouble(given, environment, ports));
  const outcome = await withTable(ports, DiffExit.trouble, (table) => foresee(table, wish));
  const same = outcome.status === "unchanged";
  environment.stdout.write(
    given.has("json")
      ? `${jsonText({ same, differences: outcome.differences.map(differenceRecord) })}\n`
      : differenceText(outcome.differences, wantsColour(environment.stdout, environment.variables)),
  );
  // Status 1, which a lost output turns success into, would say that there are differences.
  if (environment.stdout.lost) return DiffExit.trouble;
  return same ? DiffExit.same : DiffExit.different;
}

/** A file that cannot be read is no difference. */
async function readOrTrouble(given: ParsedWords, environment: Environment, ports: VerbPorts) {
  try {
    return await readWanted(wantedFileOf(given), environment, ports);
  } catch (error) {
    if (!(error instanceof SystemError)) throw error;
    throw new VerbFailure(error.message, DiffExit.trouble, {}, { cause: error });
  }
}
