/** How the daemons read their configuration: diagnostics in full on standard error at the start, as log lines later. */

import { loadConfiguration } from "../config/load.ts";
import type { Settings } from "../config/settings.ts";
import { hasErrors } from "../diag/diagnostic.ts";
import { CommandFailure, SystemError } from "../diag/errors.ts";
import { countSeverities, renderDiagnostic, renderOneLine } from "../diag/render.ts";
import type { Environment } from "../ports/environment.ts";
import type { Files } from "../ports/files.ts";
import type { Log } from "../ports/log.ts";
import { Exit } from "./run.ts";

export const defaultConfiguration = "/etc/keepalived/keepalived.conf";

/** @throws CommandFailure with status 2 where the file cannot be read or has errors; they have been shown. */
export function readConfiguration(path: string, files: Files, { stderr }: Environment): Settings {
  const { settings, diagnostics } = loadOrFail(path, files);
  for (const diagnostic of diagnostics)
    stderr.write(`${renderDiagnostic(diagnostic, { colour: stderr.isTerminal })}\n`);
  if (hasErrors(diagnostics))
    throw new CommandFailure(`not started, for ${path} has ${countSeverities(diagnostics)}`, Exit.usage);
  return settings;
}

/** @returns undefined where the file cannot be read or has errors; they have been logged. */
export function rereadConfiguration(path: string, files: Files, log: Log): Settings | undefined {
  try {
    const { settings, diagnostics } = loadConfiguration(path, (file) => files.read(file));
    for (const diagnostic of diagnostics)
      log.write(diagnostic.severity === "note" ? "notice" : diagnostic.severity, renderOneLine(diagnostic));
    return hasErrors(diagnostics) ? undefined : settings;
  } catch (failure) {
    if (!(failure instanceof SystemError)) throw failure;
    log.write("error", failure.message);
    return undefined;
  }
}

function loadOrFail(path: string, files: Files) {
  try {
    return loadConfiguration(path, (file) => files.read(file));
  } catch (failure) {
    if (!(failure instanceof SystemError)) throw failure;
    throw new CommandFailure(failure.message, Exit.usage, { cause: failure });
  }
}
