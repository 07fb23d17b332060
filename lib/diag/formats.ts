/** Diagnostics for machines: a JSON array, and the workflow commands of GitHub's runners. */

import type { Diagnostic, Severity } from "./diagnostic.ts";
import { positionAt, type Span } from "./source.ts";

export interface DiagnosticRecord {
  readonly file: string;
  /** From 1, like the columns, which count characters. */
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  /** Of the first character after the words at fault. */
  readonly endColumn: number;
  readonly severity: Severity;
  readonly code: string;
  readonly message: string;
  readonly expected?: string;
  readonly hint?: string;
  readonly related?: readonly { readonly file: string; readonly line: number; readonly message: string }[];
  /** What used the words at fault, where they stand in a definition or a loop; innermost first. */
  readonly expandedFrom?: readonly { readonly file: string; readonly line: number; readonly column: number }[];
}

/** @returns what JSON shows of a diagnostic; no line of the file is quoted, so no password can be. */
export function recordOf({ span, severity, code, message, expected, hint, related }: Diagnostic): DiagnosticRecord {
  return {
    ...placeOf(span),
    severity,
    code,
    message,
    ...(expected === undefined ? {} : { expected }),
    ...(hint === undefined ? {} : { hint }),
    ...(related === undefined
      ? {}
      : {
          related: related.map((one) => ({ file: one.span.source.name, line: lineOf(one.span), message: one.message })),
        }),
    ...(span.expandedFrom === undefined ? {} : { expandedFrom: usesOf(span) }),
  };
}

function usesOf(span: Span) {
  const uses: { file: string; line: number; column: number }[] = [];
  for (let from = span.expandedFrom; from; from = from.expandedFrom) {
    const { file, line, column } = placeOf(from);
    uses.push({ file, line, column });
  }
  return uses;
}

/** @returns an array with one record per line, line end included; `[]` where there is nothing. */
export function renderJson(diagnostics: readonly Diagnostic[]): string {
  const records = diagnostics.map((diagnostic) => `\n  ${JSON.stringify(recordOf(diagnostic))}`);
  return records.length === 0 ? "[]\n" : `[${records.join(",")}\n]\n`;
}

/** @returns one workflow command per line (docs.github.com, "Workflow commands for GitHub Actions"). */
export function renderGithub(diagnostics: readonly Diagnostic[]): string {
  return diagnostics.map((diagnostic) => `${githubCommand(diagnostic)}\n`).join("");
}

const githubNames: Readonly<Record<Severity, string>> = { error: "error", warning: "warning", note: "notice" };

function githubCommand({ span, severity, code, message, expected, hint }: Diagnostic): string {
  const { file, line, column, endLine, endColumn } = placeOf(span);
  const place = `file=${githubProperty(file)},line=${line},col=${column}`;
  const end = endLine === line ? `,endColumn=${endColumn}` : `,endLine=${endLine}`;
  const uses = usesOf(span).map((use) => `expanded from ${use.file}:${use.line}:${use.column}`);
  const more = [expected && `expected: ${expected}`, hint && `hint: ${hint}`, ...uses].filter(Boolean);
  return `::${githubNames[severity]} ${place}${end},title=${code}::${githubData([message, ...more].join("\n"))}`;
}

function githubData(text: string): string {
  return text.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
}

function githubProperty(text: string): string {
  return githubData(text).replaceAll(":", "%3A").replaceAll(",", "%2C");
}

function placeOf({ source, start, end }: Span) {
  const from = positionAt(source, start);
  const to = positionAt(source, end);
  return { file: source.name, line: from.line, column: from.column, endLine: to.line, endColumn: to.column };
}

function lineOf({ source, start }: Span): number {
  return positionAt(source, start).line;
}
