/**
 * lvsadm -R --atomic: all lines, or none. Every line is read first and tried on a copy of the table; then the kernel is asked only
 * for the difference that they make, and if it refuses any of it what was done is undone.
 */

import { refusalText } from "../ipvs/errors.ts";
import { destinationId, serviceId } from "../ipvs/identity.ts";
import type { Change, ServiceState } from "../ipvs/model.ts";
import { plan } from "../ipvs/plan.ts";
import { replay } from "../ipvs/replay.ts";
import type { Environment, ExitStatus } from "../ports/environment.ts";
import type { IpvsTable } from "../ports/ipvs-table.ts";
import { FailedLines, refusalSentence, refusedStatus } from "./lvsadm-failed-lines.ts";
import type { RuleReader } from "./lvsadm-rule-reader.ts";
import { faultSentence, type Rule } from "./lvsadm-rules.ts";
import type { Progress } from "./progress.ts";

/** More are no rules of one table. */
const mostLines = 1_000_000;
/** Changes asked for between two pictures of the progress. */
const slice = 4_096;

/** @returns 0 where all is as the lines say; else the table is as it was, but for what others changed meanwhile. */
export async function restoreAtomically(
  table: IpvsTable,
  environment: Environment,
  rules: RuleReader,
  progress: Progress,
): Promise<ExitStatus> {
  const { name, stderr } = environment;
  const failed = new FailedLines(stderr, progress);
  const lines = await readAll(rules, failed);
  const before = await readTable(table);
  const changes = lines.map(({ change }) => change);
  const { table: after, refusals } = replay(before, changes);
  for (const { index, code } of refusals) {
    const { line, change } = at(lines, index);
    failed.note(line, refusalText(change.do, code), refusedStatus);
  }
  failed.flush();
  if (failed.status !== 0) {
    stderr.write(`${name}: nothing was changed\n`);
    return failed.status;
  }
  const wanted = plan(before, after);
  if ((await applyAll(table, wanted, lines, failed, progress)) === "done") return 0;
  failed.flush();
  stderr.write(`${name}: ${await undo(table, wanted, before)}\n`);
  return failed.status;
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
    failed.note(rules.lines, `--atomic takes ${mostLines} lines at most`, 2);
    break;
  }
  return lines;
}

function changeOf({ line, request }: Rule, failed: FailedLines): Change | undefined {
  if ("fault" in request)
    failed.note(line, faultSentence(request), request.fault === "words" ? request.status : refusedStatus);
  else if (request.do === "change") return request.change;
  else failed.note(line, "with --atomic, lines change services and real servers, nothing else", 2);
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
      const sentence = refusalSentence(change, results[i]);
      if (sentence === undefined) continue;
      lineOf ??= linesByEntry(lines);
      failed.note(lineOf(change), sentence, refusedStatus);
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
