/** A path → Settings with diagnostics: the door of this folder. The reader is passed in, so nothing here touches a disk. */

import { makeSource, type Source } from "../diag/source.ts";
import { expandLines } from "./expansion.ts";
import { hideSecrets } from "./hide-secrets.ts";
import { takesSlashes } from "./keywords.ts";
import { emptyFindings, lexSource } from "./lexer.ts";
import { reportFindings } from "./lexer-findings.ts";
import { parseLines } from "./parser.ts";
import { PlaceBook } from "./places.ts";
import { Report } from "./report.ts";
import { resolveSettings } from "./resolve.ts";
import type { Loaded } from "./settings.ts";

/**
 * Reads a keepalived.conf completely, whichever command asks.
 *
 * @param read text of a file. @throws what `read` throws for the file itself
 */
export function loadConfiguration(path: string, read: (path: string) => string): Loaded {
  return loadSource(makeSource(path, read(path)));
}

function loadSource(source: Source): Loaded {
  const report = new Report();
  const places = new PlaceBook();
  const findings = emptyFindings();
  const lines = lexSource(source, { takesSlashes }, findings);
  hideSecrets(lines);
  reportFindings(source, findings, report);
  const expanded = expandLines(lines, report);
  const tree = parseLines(source, expanded.lines, report);
  const settings = resolveSettings(tree, report, places);
  if (!expanded.complete) report.forget(["LK0016", "LK0020", "LK0022", "LK0025", "LK0030", "LK0031"]);
  return { settings, places, diagnostics: report.sorted([source]), sources: [source] };
}
