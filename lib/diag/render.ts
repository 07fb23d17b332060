/** Diagnostics as text for people: with the quoted line for a terminal, or as one line for a log. */

import type { Diagnostic, Severity } from "./diagnostic.ts";
import { printable } from "./display.ts";
import { excerpt } from "./excerpt.ts";
import { positionAt, type Span } from "./source.ts";

export interface RenderOptions {
  /** True only where the reader is a terminal that shows colour. */
  readonly colour: boolean;
}

/** ANSI SGR parameters: bold red, bold magenta (yellow is unreadable on white), bold cyan. */
const colours: Readonly<Record<Severity, string>> = { error: "1;31", warning: "1;35", note: "1;36" };

/** @returns several lines without a final line end. */
export function renderDiagnostic(diagnostic: Diagnostic, options: RenderOptions): string {
  const paint = (text: string, sgr: string) => (options.colour ? `\u001b[${sgr}m${text}\u001b[0m` : text);
  const label = paint(`${diagnostic.severity} ${diagnostic.code}:`, colours[diagnostic.severity]);
  const lines = [`${place(diagnostic.span)}: ${label} ${printable(diagnostic.message)}`, excerpt(diagnostic.span)];
  if (diagnostic.expected) lines.push(`      = expected: ${printable(diagnostic.expected)}`);
  if (diagnostic.hint) lines.push(`      = hint: ${printable(diagnostic.hint)}`);
  for (const related of diagnostic.related ?? [])
    lines.push(`${place(related.span)}: ${printable(related.message)}`, excerpt(related.span));
  for (let from = diagnostic.span.expandedFrom; from; from = from.expandedFrom)
    lines.push(`${place(from)}: expanded from here`, excerpt(from));
  return lines.join("\n");
}

/** @returns one line without a line end: `file:3:5: warning LK0001: ... (expected ...; hint)`. */
export function renderOneLine(diagnostic: Diagnostic): string {
  const more = [diagnostic.expected && `expected ${diagnostic.expected}`, diagnostic.hint].filter(Boolean).join("; ");
  const sentence = `${diagnostic.severity} ${diagnostic.code}: ${diagnostic.message}${more ? ` (${more})` : ""}`;
  return `${place(diagnostic.span)}: ${printable(sentence)}`;
}

/** @returns `2 errors, 1 warning`; the empty text where there is nothing to count. */
export function countSeverities(diagnostics: readonly Diagnostic[]): string {
  const words = (["error", "warning", "note"] as const).flatMap((severity) => {
    const count = diagnostics.filter((d) => d.severity === severity).length;
    return count === 0 ? [] : [`${count} ${severity}${count === 1 ? "" : "s"}`];
  });
  return words.join(", ");
}

function place(span: Span): string {
  const { line, column } = positionAt(span.source, span.start);
  return `${printable(span.source.name)}:${line}:${column}`;
}
