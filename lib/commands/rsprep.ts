/** The rsprep command: its option table, and how an outcome becomes text, JSON and exit status. */

import { CommandFailure, SystemError } from "../diag/errors.ts";
import type { Environment, ExitStatus } from "../ports/environment.ts";
import type { Links } from "../ports/links.ts";
import { describeStep } from "../realserver/describe.ts";
import type { Step } from "../realserver/model.ts";
import { type RsprepRequest, readRequest } from "./rsprep-request.ts";
import type { OnStep } from "./rsprep-steps.ts";
import { asJson, asText } from "./rsprep-text.ts";
import { applyToHost, checkHost, type Outcome, undoOnHost, type VerbPorts } from "./rsprep-verbs.ts";
import { type CommandSpec, Exit } from "./run.ts";

export interface RsprepPorts extends Omit<VerbPorts, "links"> {
  /** Opened only once the words are understood. */
  openLinks(): Links;
}

/** Exit statuses; 2 is a usage error, as everywhere. */
export const RsprepExit = { unchanged: 0, wrong: 1, changed: 3 } as const;

export const rsprep: CommandSpec<RsprepPorts> = {
  name: "rsprep",
  summary:
    "Makes this host fit to be an LVS-DR real server: its VIPs on lo, silent in ARP. apply does it, check says what is not so, undo puts back what was there before.",
  forms: [
    "apply --vip ADDRESS[,ADDRESS...] --interface IF [--dry-run] [--json] [--changed-ok]",
    "check --vip ADDRESS[,ADDRESS...] --interface IF [--json]",
    "undo [--vip ADDRESS[,ADDRESS...]] [--dry-run] [--json] [--changed-ok]",
  ],
  options: [
    {
      long: "vip",
      value: "ADDRESS[,ADDRESS...]",
      repeatable: true,
      help: "the virtual server's IPv4 address, or several",
    },
    { long: "interface", short: "i", value: "IF", help: "the interface that faces the director" },
    { long: "dry-run", short: "n", help: "print the steps and change nothing; the exit status foretells" },
    { long: "json", help: "print one JSON object instead of lines" },
    { long: "changed-ok", help: "exit with 0 instead of 3 where something was changed" },
  ],
  notes: [
    "Exit status: 0 as wanted and nothing changed, 3 changed (0 with --changed-ok), 1 wrong: not as wanted or refused, 2 usage error.",
  ],
  run: async (given, environment, ports) => {
    const request = readRequest(given);
    if ("fault" in request) throw new CommandFailure(request.fault, Exit.usage);
    const links = ports.openLinks();
    try {
      return await runVerb(request, environment, { ...ports, links });
    } finally {
      links.close();
    }
  },
};

async function runVerb(request: RsprepRequest, environment: Environment, ports: VerbPorts): Promise<ExitStatus> {
  const steps: Step[] = [];
  const onStep: OnStep = (step) => {
    steps.push(step);
    if (!request.json) environment.stdout.write(`${describeStep(step)}\n`);
  };
  try {
    const outcome = await outcomeOf(request, ports, onStep);
    environment.stdout.write(request.json ? asJson(request, outcome) : asText(request, outcome));
    for (const problem of outcome.problems) environment.stderr.write(`${environment.name}: ${problem}\n`);
    return outcome.status === "changed" && request.changedOk ? RsprepExit.unchanged : RsprepExit[outcome.status];
  } catch (error) {
    const failure = withRootHint(request.verb, error);
    const problems = [failure instanceof Error ? failure.message : String(failure)];
    if (request.json)
      environment.stdout.write(asJson(request, { status: "wrong", steps, notes: [], problems, findings: [] }));
    throw failure;
  }
}

function outcomeOf(request: RsprepRequest, ports: VerbPorts, onStep: OnStep): Promise<Outcome> {
  const { verb, vips, dryRun } = request;
  if (verb === "undo") return undoOnHost(ports, vips.length > 0 ? vips : undefined, dryRun, onStep);
  const wish = { mode: "dr", vips, interface: request.interface ?? "" } as const;
  return verb === "check" ? checkHost(ports, wish) : applyToHost(ports, wish, dryRun, onStep);
}

/** A refusal for want of privilege, said as what the person can do about it. */
function withRootHint(verb: string, failure: unknown): unknown {
  const cause = failure instanceof CommandFailure ? failure.cause : failure;
  if (!(cause instanceof SystemError) || !["EPERM", "EACCES"].includes(cause.code)) return failure;
  const { message } = failure as Error;
  return new CommandFailure(`${verb} needs root: ${message}`, RsprepExit.wrong, { cause });
}
