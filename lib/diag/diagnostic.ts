/** What is wrong with something a person wrote: where, why, and what to do. Rendering is render.ts's. */

import type { DiagnosticCode } from "./codes.ts";
import type { Span } from "./source.ts";

export type Severity = "error" | "warning" | "note";

export interface Diagnostic {
  readonly code: DiagnosticCode;
  readonly severity: Severity;
  /** The exact words at fault. */
  readonly span: Span;
  /** One sentence without a full stop that says what is wrong, naming the offending text. */
  readonly message: string;
  /** What would have been right: `a whole number from 1 to 255`. */
  readonly expected?: string;
  /** The mend, as an instruction: `did you mean "lb_algo"?`. */
  readonly hint?: string;
  /** Commands that it matters to, where several read the text; absent: all of them. */
  readonly concerns?: readonly string[];
  /** Other places that explain this one: `first defined here`. */
  readonly related?: readonly { readonly span: Span; readonly message: string }[];
}

/**
 * @param command counts only what matters to this command: a checker that checkd does not know is no reason for vrrpd
 * not to run. Absent: counts every error.
 */
export function hasErrors(diagnostics: readonly Diagnostic[], command?: string): boolean {
  return diagnostics.some((d) => d.severity === "error" && (!command || (d.concerns?.includes(command) ?? true)));
}
