/**
 * lvsadm -R --atomic: all lines, or none. Every line is read first and tried on a copy of the table; then the kernel is asked only
 * for the difference that they make, and if it refuses any of it what was done is undone.
 */

import { CommandFailure, SystemError } from "../diag/errors.ts";
import { refusalText } from "../ipvs/errors.ts";
import { destinationId, serviceId } from "../ipvs/identity.ts";
import type { Change, ServiceState } from "../ipvs/model.ts";
import { plan } from "../ipvs/plan.ts";
import { replay } from "../ipvs/replay.ts";
import type { Environment } from "../ports/environment.ts";
import type { IpvsTable } from "../ports/ipvs-table.ts";
import { type FailedLines, faultOfLine, refusalOf, refusedStatus } from "./lvsadm-failed-lines.ts";
import { locked } from "./lvsadm-lock.ts";
import type { Restored, RestoreParts } from "./lvsadm-restore-parts.ts";
import type { RuleReader } from "./lvsadm-rule-reader.ts";
import type { Rule } from "./lvsadm-rules.ts";
import type { Progress } from "./progress.ts";
import { Exit } from "./run.ts";

/** More are no rules of one table. */
const mostLines = 1_000_000;
/** Changes asked for between two pictures of the progress. */
const slice = 4_096;

/**
 * With status 0 all is as the lines say; else the table is as it was, but for what others changed meanwhile.
 * @throws VerbFailure where another command has the lock: it is not waited for, nor held while lines may still come.
 */
export async function restoreAtomically(
  table: IpvsTable,
  environment: Environment,
  { rules, lock }: RestoreParts,
  failed: FailedLines,
  progress: Progress,
): Promise<Restored> {
  const lines = await readAll(rules, failed);
  return locked(lock, environment, () => carryOut(lines, table, environment, failed, progress));
}

async function carryOut(
  lines: readonly Line[],
  table: IpvsTable,
  environment: Environment,
  failed: FailedLines,
  progress: Progress,
): Promise<Restored> {
  const before = await readTable(table);
  const changes = lines.map(({ change }) => change);
  const { table: after, refusals } = replay(before, changes);
  for (const { index, code } of refusals) {
    const { line, change } = at(lines, index);
    failed.note({ line, sentence: refusalText(change.do, code), status: refusedStatus, code });
  }
  failed.flush();
  if (failed.status !== 0) return failure("nothing was changed", failed, environment);
  const wanted = plan(before, after);
  try {
    if ((await applyAll(table, wanted, lines, failed, progress)) === "done")
      return { status: 0, carriedOut: lines.length, stopped: false };
    failed.flush();
    return failure(await undo(table, wanted, before), failed, environment);
  } catch (error) {
    throw error instanceof SystemError ? halfway(error) : error;
  }
}

/** The same failure, and that this once it may be neither all lines nor none. */
function halfway(failure: SystemError): CommandFailure {
  const sentence = `${failure.message}; a part of the lines may be carried out, and is not undone`;
  return new CommandFailure(sentence, Exit.failed, { cause: failure });
}

function failure(outcome: string, { status }: FailedLines, { name, stderr }: Environment): Restored {
  stderr.write(`${name}: ${outcome}\n`);
  return { status, carriedOut: 0, stopped: false, outcome };
}

interface Line {
  readonly line: number;
  readonly change: Change;
}

/** @returns what the lines ask for; what is wrong with any of them is noted. */
async function readAll(rules: RuleReader, failed: FailedLines): Promise<Line[]> {
  const lines: Line[] = [];
  for (let next = await rules.next(); next !== undefined; next = await rules.next()) {
    for (const rule of next) {
      const change = changeOf(rule, failed);
      if (change !== undefined) lines.push({ line: rule.line, change });
    }
    if (lines.length <= mostLines) continue;
    failed.note({ line: rules.lines, sentence: `--atomic takes ${mostLines} lines at most`, status: 2 });
    break;
  }
  return lines;
}

function changeOf({ line, request }: Rule, failed: FailedLines): Change | undefined {
  if ("fault" in request) failed.note(faultOfLine(line, request));
  else if (request.do === "change") return request.change;
  else
    failed.note({ line, sentence: "with --atomic, lines change services and real servers, nothing else", status: 2 });
  return undefined;
}

/** @returns "refused" after the first slice that holds a refusal, which is noted for its line. */
async function applyAll(
  table: IpvsTable,
  changes: readonly Change[],
  lines: readonly Line[],
  failed: FailedLines,
  progress: Progress,
): Promise<"done" | "refused"> {
  let lineOf: ((change: Change) => number) | undefined;
  for (let start = 0; start < changes.length; start += slice) {
    const part = changes.slice(start, start + slice);
    const results = await table.apply(part);
    for (const [i, change] of part.entries()) {
      if (results[i]?.ok) continue;
      lineOf ??= linesByEntry(lines);
      const refusal = refusalOf(lineOf(change), change, results[i]);
      if (refusal !== undefined) failed.note(refusal);
    }
    if (failed.status !== 0) return "refused";
    progress.show((start + part.length) / changes.length, `${start + part.length} changes`);
  }
  return "done";
}

/** @returns for a change the last line that is about the same entry: it says what is wanted of it. */
function linesByEntry(lines: readonly Line[]): (change: Change) => number {
  const last = new Map<string, number>();
  for (const { line, change } of lines) last.set(idOf(change), line);
  return (change) => last.get(idOf(change)) ?? last.get(clearId) ?? 0;
}

const clearId = "";

function idOf(change: Change): string {
  if (change.do === "clear") return clearId;
  const service = serviceId(change.service);
  return "destination" in change ? `${service} ${destinationId(change.destination)}` : service;
}

/** Puts back the services that were touched, as far as the table read again differs from before. @returns what came of it. */
async function undo(table: IpvsTable, changes: readonly Change[], before: readonly ServiceState[]): Promise<string> {
  const touched = new Set(changes.flatMap((change) => (change.do === "clear" ? [] : [serviceId(change.service)])));
  const own = (services: readonly ServiceState[]) => services.filter(({ key }) => touched.has(serviceId(key)));
  await table.apply(plan(own(await readTable(table)), own(before)));
  const left = plan(own(await readTable(table)), own(before)).length;
  if (left === 0) return "what was done before that is undone: the table is as it was";
  return `not all of what was done before that could be undone: ${left} changes would be needed for the table to be as it was`;
}

async function readTable(table: IpvsTable): Promise<ServiceState[]> {
  const states: ServiceState[] = [];
  for (const { key, settings } of await table.services())
    states.push({ key, settings, destinations: await table.destinations(key) });
  return states;
}

function at<T>(items: readonly T[], index: number): T {
  const item = items[index];
  if (item === undefined) throw new RangeError(`there is no item ${index}`);
  return item;
}
