/** A path → Settings with diagnostics: the door of this folder. Files come through a port, so nothing here touches a disk. */

import type { ConfigurationFiles } from "../ports/configuration-files.ts";
import { BlockReader } from "./block-reader.ts";
import { BlockValues } from "./block-values.ts";
import { withBraces } from "./brackets.ts";
import { runChecks } from "./checks/all.ts";
import type { Surroundings } from "./expansion/definitions.ts";
import { expandFile } from "./expansion/expander.ts";
import { tellForeign } from "./foreign-file.ts";
import { SecretHider } from "./hide-secrets.ts";
import { takesSlashes } from "./keywords.ts";
import { emptyFindings } from "./lexer.ts";
import { reportFindings } from "./lexer-findings.ts";
import { parseLines } from "./parser.ts";
import { PlaceBook } from "./places.ts";
import { Report } from "./report.ts";
import { resolveSettings } from "./resolve.ts";
import type { Loaded, Settings } from "./settings.ts";

const nothing: Settings = {
  syncGroups: [],
  instances: [],
  virtualServers: [],
  trackers: { scripts: [], files: [], processes: [] },
  serverGroups: [],
  statics: { addresses: [], routes: [], rules: [] },
};

/** With these a part of the text was not read, and perhaps the part that something else needs. */
const unreadable = ["LK0001", "LK0002", "LK0006", "LK0007", "LK0008", "LK0009", "LK0010"] as const;
/** With these it may have been a whole block, such as the definition of a tracker. */
const blocksUnreadable = unreadable.slice(2);

/**
 * Reads a keepalived.conf and what it includes completely, whichever command asks.
 *
 * @throws SystemError where the file itself cannot be read
 */
export function loadConfiguration(path: string, files: ConfigurationFiles, surroundings: Surroundings): Loaded {
  const report = new Report();
  const places = new PlaceBook();
  const findings = emptyFindings();
  const hider = new SecretHider();
  const rules = { takesSlashes };
  const { lines, sources, complete } = expandFile(path, { files, surroundings, rules, findings, hider, report });
  reportFindings(findings, report);
  const [source] = sources;
  if (source === undefined) throw new Error("the file itself is no source");
  const tree = parseLines(source, withBraces(lines, sources, report), report);
  const foreign = tellForeign(source, tree);
  if (foreign) return { settings: nothing, values: new BlockValues("file"), places, diagnostics: [foreign], sources };
  const values = new BlockReader(report).read("file", tree);
  const settings = resolveSettings(values, report, places);
  runChecks(values, report);
  report.forget(["LK0016", "LK0020", "LK0022", "LK0025", "LK0030", "LK0031"], !complete);
  if (!complete || report.has(unreadable)) report.forget(["LK0055", "LK0062", "LK0064"], true);
  if (!complete || report.blockSkipped || report.has(blocksUnreadable)) report.forget(["LK0054"], true);
  return { settings, values, places, diagnostics: report.sorted(sources), sources };
}
