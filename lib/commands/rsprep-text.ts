/** An rsprep outcome as lines for a person, or as one JSON object for a script; both say the same. */

import { describeStep } from "../realserver/describe.ts";
import type { Finding } from "../realserver/report.ts";
import type { RsprepRequest } from "./rsprep-request.ts";
import type { Outcome } from "./rsprep-verbs.ts";

/** @returns what comes after the lines of the steps. */
export function asText(request: RsprepRequest, outcome: Outcome): string {
  const lines = [...outcome.findings.map(findingLine), ...outcome.notes, ...summary(request, outcome)];
  return lines.map((line) => `${line}\n`).join("");
}

export function asJson(request: RsprepRequest, outcome: Outcome): string {
  const { verb, dryRun, vips, interface: name } = request;
  const { status, findings, notes, problems } = outcome;
  const steps = outcome.steps.map((step) => ({ ...step, text: describeStep(step) }));
  const asked = { verb, dryRun, vips, ...(name === undefined ? {} : { interface: name }) };
  return `${JSON.stringify({ ...asked, status, steps, ...(verb === "check" ? { findings } : {}), notes, problems })}\n`;
}

function findingLine({ subject, wanted, present, asWanted }: Finding): string {
  return asWanted ? `ok     ${subject}: ${present}` : `wrong  ${subject}: ${present}, wanted ${wanted}`;
}

/** A wrong outcome of apply or undo needs none: its problems follow on standard error. */
function summary({ verb, dryRun }: RsprepRequest, { status, steps, findings }: Outcome): string[] {
  if (verb === "check") return [checkSummary(status, findings)];
  if (status === "wrong") return [];
  if (status === "unchanged") return [verb === "apply" ? "as wanted already; nothing changed" : "nothing to undo"];
  if (dryRun) return ["dry run: nothing was changed"];
  const count = steps.length === 1 ? "1 change" : `${steps.length} changes`;
  return [
    verb === "apply"
      ? `as wanted now, read back from the kernel (${count})`
      : `undone, read back from the kernel (${count})`,
  ];
}

function checkSummary(status: Outcome["status"], findings: readonly Finding[]): string {
  if (status !== "wrong") return "as wanted";
  const wrong = findings.filter(({ asWanted }) => !asWanted).length;
  return wrong > 0 ? `not as wanted: ${wrong} of ${findings.length}` : "not as wanted";
}
