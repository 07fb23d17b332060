/** Rules, as -S prints them, as the table that they make of an empty one. */

import { printable } from "../diag/display.ts";
import type { ServiceState } from "../ipvs/model.ts";
import type { Environment } from "../ports/environment.ts";
import type { Names } from "../ports/names.ts";
import { readRules, tableOfRules } from "./lvsadm-rules.ts";
import { faulty, type NamedText } from "./lvsadm-verb-failure.ts";

/** More are not worth reading. */
const mostShown = 100;

/** @throws VerbFailure with status 2 where a line has a fault; they have been shown. */
export async function readRulesFile(
  { name, text }: NamedText,
  { stderr, variables }: Environment,
  names: Names,
): Promise<readonly ServiceState[]> {
  const rules = await readRules(text, names, variables.POSIXLY_CORRECT !== undefined);
  const { table, faults } = tableOfRules(rules);
  if (faults.length === 0) return table;
  for (const { line, sentence } of faults.slice(0, mostShown))
    stderr.write(`${printable(`${name}:${line}: ${sentence}`)}\n`);
  throw faulty(
    name,
    faults.map(({ line, sentence }) => ({ line, message: sentence })),
  );
}
