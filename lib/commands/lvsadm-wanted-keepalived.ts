/** The virtual servers of a keepalived.conf as the table that they want while all their real servers are up. */

import { checkers } from "../config/block-names.ts";
import { describeLoaded } from "../config/describe.ts";
import { loadConfiguration } from "../config/load.ts";
import type { Loaded } from "../config/settings.ts";
import { type Diagnostic, hasErrors } from "../diag/diagnostic.ts";
import { recordOf } from "../diag/formats.ts";
import { countSeverities } from "../diag/render.ts";
import { desiredTable } from "../director/desired.ts";
import type { ServiceState } from "../ipvs/model.ts";
import type { ConfigurationFiles } from "../ports/configuration-files.ts";
import type { Environment } from "../ports/environment.ts";
import { surroundingsOf } from "./daemon-configuration.ts";
import { type NamedText, VerbFailure } from "./lvsadm-verb-failure.ts";
import { wantsColour } from "./paint.ts";
import { Exit } from "./run.ts";

/**
 * @throws VerbFailure with status 2 for what checkd would not start on, checks that it does not know apart, and where there is no
 * virtual server.
 */
export function readVirtualServers(
  main: NamedText,
  configurationId: string | undefined,
  environment: Environment,
  files: ConfigurationFiles,
): readonly ServiceState[] {
  const own: ConfigurationFiles = {
    read: (path) => (path === main.name ? main.text : files.read(path)),
    absolute: (path) => files.absolute(path),
    list: (folder) => files.list(folder),
    kind: (path) => files.kind(path),
  };
  const all = loadConfiguration(main.name, own, surroundingsOf(configurationId, files, environment));
  const loaded: Loaded = { ...all, diagnostics: all.diagnostics.filter((one) => !isUnknownCheck(one)) };
  environment.stderr.write(describeLoaded(loaded, { colour: wantsColour(environment.stderr, environment.variables) }));
  if (hasErrors(loaded.diagnostics, "checkd")) throw refusal(main.name, loaded);
  const { virtualServers } = loaded.settings;
  if (virtualServers.length > 0) return desiredTable(virtualServers, () => true);
  throw new VerbFailure(`${main.name} defines no virtual_server that can be used`, Exit.usage);
}

/**
 * LK0003 stands at the keyword that is not implemented. No check is run here, so that one which lvskit does not know yet is no
 * reason to refuse a table of servers that are all up.
 */
function isUnknownCheck({ code, span: { source, start, end } }: Diagnostic): boolean {
  const keyword = source.text.slice(start, end);
  return code === "LK0003" && checkers.some((checker) => checker === keyword);
}

function refusal(name: string, { diagnostics }: Loaded): VerbFailure {
  const sentence = `nothing was done: ${countSeverities(diagnostics)} in ${name}`;
  return new VerbFailure(sentence, Exit.usage, { diagnostics: diagnostics.map((one) => ({ ...recordOf(one) })) });
}
