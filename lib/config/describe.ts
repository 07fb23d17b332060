/** What a command says about a configuration that it read: every command the same, on standard error or in a log. */

import { countSeverities, type RenderOptions, renderDiagnostic, renderOneLine } from "../diag/render.ts";
import type { Loaded } from "./settings.ts";

/** A file with more faults than this is not one that a person wants explained line by line. */
const mostShown = 100;

/** @returns the diagnostics for a terminal with a last line that counts them, line end included; empty where all is well. */
export function describeLoaded(loaded: Loaded, options: RenderOptions): string {
  const { diagnostics } = loaded;
  if (diagnostics.length === 0) return "";
  const shown = diagnostics.slice(0, mostShown).map((d) => renderDiagnostic(d, options));
  return `${[...shown, summary(loaded)].join("\n")}\n`;
}

/** @returns one line per diagnostic and a last one that counts them, for logs; empty where all is well. */
export function logLines(loaded: Loaded): readonly string[] {
  const { diagnostics } = loaded;
  return diagnostics.length === 0 ? [] : [...diagnostics.slice(0, mostShown).map(renderOneLine), summary(loaded)];
}

/** @returns `keepalived.conf: 2 errors, 1 warning`. */
function summary({ diagnostics, sources }: Loaded): string {
  const more = diagnostics.length > mostShown ? ` (the first ${mostShown} are shown)` : "";
  return `${sources[0]?.name ?? ""}: ${countSeverities(diagnostics)}${more}`;
}
