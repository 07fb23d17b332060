/**
 * What apply, check and undo do to a host behind ports, and what came of it. Nothing is called done before the host was
 * read again and is so; a refused apply is taken back. Knows nothing of words, text or JSON.
 */

import { CommandFailure } from "../diag/errors.ts";
import type { Address } from "../net/address.ts";
import { describeStep } from "../realserver/describe.ts";
import { journalAfter } from "../realserver/journal.ts";
import type { RealServerWish, Step } from "../realserver/model.ts";
import { needsOf } from "../realserver/needs.ts";
import { obstacles } from "../realserver/obstacles.ts";
import { plan } from "../realserver/plan.ts";
import { type Finding, report } from "../realserver/report.ts";
import { undo } from "../realserver/undo.ts";
import { type HostPorts, readHost } from "./rsprep-host.ts";
import { type JournalPorts, readJournal, storeJournal } from "./rsprep-journal.ts";
import { carryOutAll, type OnStep, type Stop, takeBack } from "./rsprep-steps.ts";

export interface VerbPorts extends HostPorts, JournalPorts {}

export interface Outcome {
  readonly status: "unchanged" | "changed" | "wrong";
  /** Carried out, or with a dry run to be carried out. */
  readonly steps: readonly Step[];
  /** What stays as it is although it might surprise. */
  readonly notes: readonly string[];
  /** Why it is wrong; empty otherwise. */
  readonly problems: readonly string[];
  /** Only of check. */
  readonly findings: readonly Finding[];
}

const nothing: Outcome = { status: "unchanged", steps: [], notes: [], problems: [], findings: [] };

export async function checkHost(ports: HostPorts, wish: RealServerWish): Promise<Outcome> {
  const needs = needsOf(wish);
  const host = await readHost(ports, pathsOf(needs.sysctls));
  const findings = report(host, needs);
  const problems = obstacles(host, wish, needs).map(({ sentence }) => sentence);
  const fine = problems.length === 0 && findings.every(({ asWanted }) => asWanted);
  return { ...nothing, status: fine ? "unchanged" : "wrong", problems, findings };
}

/**
 * The journal is on disk before the first change, so that undo works after a crash at any point. It is read after the
 * host was: whoever saw another run's changes then sees that run's journal too, and keeps what it found.
 */
export async function applyToHost(
  ports: VerbPorts,
  wish: RealServerWish,
  dryRun: boolean,
  onStep: OnStep,
): Promise<Outcome> {
  const needs = needsOf(wish);
  const read = () => readHost(ports, pathsOf(needs.sysctls));
  const host = await read();
  const problems = obstacles(host, wish, needs).map(({ sentence }) => sentence);
  if (problems.length > 0) return { ...nothing, status: "wrong", problems };
  const steps = plan(host, needs);
  if (dryRun) return foreseen(steps, [], onStep);
  const earlier = readJournal(ports);
  const journal = journalAfter(earlier, host, wish.vips, steps);
  storeJournal(ports, earlier, journal);
  const stop = await carryOutAll(ports, steps, onStep);
  if (stop === undefined) return finished(steps, [], plan(await read(), needs));
  const leftover = await takeBack(
    ports,
    stop.done,
    onStep,
    async () => plan(await read(), needs).length === steps.length,
  );
  if (leftover === undefined) storeJournal(ports, journal, earlier);
  const outcome =
    leftover ?? (stop.done.length > 0 ? "what was done before it has been undone" : "nothing was changed");
  throw new CommandFailure(`${stop.refusal.message}; ${outcome}`, 1, { cause: stop.refusal });
}

export async function undoOnHost(
  ports: VerbPorts,
  vips: readonly Address[] | undefined,
  dryRun: boolean,
  onStep: OnStep,
): Promise<Outcome> {
  const journal = readJournal(ports);
  const read = () => readHost(ports, pathsOf(journal?.sysctls ?? []));
  const { steps, notes, rest } = undo(await read(), journal, vips);
  if (dryRun) return foreseen(steps, notes, onStep);
  const stop = await carryOutAll(ports, steps, onStep);
  if (stop !== undefined) throw new CommandFailure(stopped(stop), 1, { cause: stop.refusal });
  const left = undo(await read(), journal, vips).steps;
  if (left.length === 0) storeJournal(ports, journal, rest);
  return finished(steps, notes, left);
}

function stopped({ refusal, done }: Stop): string {
  return `${refusal.message}; ${done.length > 0 ? "the steps before it are done" : "nothing was changed"}, and undo can be called again`;
}

function foreseen(steps: readonly Step[], notes: readonly string[], onStep: OnStep): Outcome {
  for (const step of steps) onStep(step);
  return { ...nothing, status: steps.length > 0 ? "changed" : "unchanged", steps, notes };
}

/** @param left steps that would still be needed: the kernel took the change and it is not so. */
function finished(steps: readonly Step[], notes: readonly string[], left: readonly Step[]): Outcome {
  const problems = left.map((step) => `the kernel took it, yet it is not so; still to do: ${describeStep(step)}`);
  if (problems.length > 0) return { ...nothing, status: "wrong", steps, notes, problems };
  return { ...nothing, status: steps.length > 0 ? "changed" : "unchanged", steps, notes };
}

function pathsOf(sysctls: readonly { readonly path: string }[]): string[] {
  return sysctls.map(({ path }) => path);
}
