/** What a command says about a configuration that it read: every command the same. */

import type { Diagnostic } from "../diag/diagnostic.ts";
import { countSeverities, type RenderOptions, renderDiagnostic } from "../diag/render.ts";
import { lineAt, type Span } from "../diag/source.ts";
import { hideInComment } from "./hide-secrets.ts";
import type { Loaded } from "./settings.ts";

/** A file with more faults than this is not one that a person wants explained line by line. */
const mostShown = 100;

/** @returns the diagnostics that are shown one by one. */
export function shownOf(loaded: Loaded): readonly Diagnostic[] {
  return loaded.diagnostics.slice(0, mostShown);
}

/** @returns the diagnostics for a terminal with a last line that counts them, line end included; empty where all is well. */
export function describeLoaded(loaded: Loaded, options: RenderOptions): string {
  if (loaded.diagnostics.length === 0) return "";
  const shown = shownOf(loaded).map((diagnostic) => {
    for (const span of [diagnostic.span, ...(diagnostic.related ?? []).map((one) => one.span)]) hideComments(span);
    return renderDiagnostic(diagnostic, options);
  });
  return `${[...shown, summary(loaded)].join("\n")}\n`;
}

/** In all lines that are quoted for it. */
function hideComments(span: Span): void {
  for (let at: Span | undefined = span; at; at = at.expandedFrom) hideInComment(at.source, lineAt(at.source, at.start));
}

/** @returns `keepalived.conf: 2 errors, 1 warning`. */
function summary({ diagnostics, sources }: Loaded): string {
  const more = diagnostics.length > mostShown ? ` (the first ${mostShown} are shown)` : "";
  return `${sources[0]?.name ?? ""}: ${countSeverities(diagnostics)}${more}`;
}
