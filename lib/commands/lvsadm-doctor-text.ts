/** What the doctor found, as text for people and as JSON. */

import type { Json } from "../diag/json.ts";
import type { Facts } from "../doctor/facts.ts";
import type { Finding, Severity } from "../doctor/finding.ts";
import { counted } from "../view/quantities.ts";
import { filled } from "./fill.ts";
import type { Paint } from "./paint.ts";

/** @param columns lines are broken there; undefined: nowhere. */
export function findingsText(
  findings: readonly Finding[],
  facts: Facts | undefined,
  paint: Paint,
  columns?: number,
): string {
  const texts = findings.map((finding) => findingText(finding, paint, columns));
  return `${[...texts, summary(findings, facts)].join("\n")}`;
}

function findingText({ severity, subject, sentence, evidence, mend }: Finding, paint: Paint, columns?: number): string {
  const head = filled(`${severity}: ${subject}: ${sentence}`, columns, "  ").replace(
    severity,
    paintOf(severity, paint),
  );
  const lines = [
    head,
    ...evidence.map(({ what, value }) => `  ${paint.dim(`${what}:`)} ${value}`),
    ...mend.map(({ command, on }) => `  ${paint.dim(on ? `mend, on ${on}:` : "mend:")} ${paint.bold(command)}`),
  ];
  return `${lines.join("\n")}\n`;
}

function paintOf(severity: Severity, paint: Paint): string {
  switch (severity) {
    case "error":
      return paint.red(severity);
    case "warning":
      return paint.yellow(severity);
    case "note":
      return paint.cyan(severity);
  }
}

function summary(findings: readonly Finding[], facts: Facts | undefined): string {
  const counts = (["error", "warning", "note"] as const).flatMap((severity) => {
    const count = findings.filter((one) => one.severity === severity).length;
    return count === 0 ? [] : [counted(count, severity)];
  });
  if (facts === undefined) return `${counts.join(", ")}\n`;
  const servers = facts.table.reduce((sum, { destinations }) => sum + destinations.length, 0);
  const seen = `${counted(facts.table.length, "service")}, ${counted(servers, "real server")}`;
  return `${counts.length === 0 ? "nothing wrong found" : counts.join(", ")} (${seen})\n`;
}

export function findingsRecord(findings: readonly Finding[]): Json {
  return {
    findings: findings.map(({ code, severity, subject, sentence, evidence, mend }) => ({
      code,
      severity,
      subject,
      sentence,
      evidence: evidence.map(({ what, value }) => ({ what, value })),
      mend: mend.map(({ command, on }) => ({ command, on })),
    })),
  };
}
