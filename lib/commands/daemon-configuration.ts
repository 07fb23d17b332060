/** How the daemons read their configuration: diagnostics in full on standard error at the start, as log lines later. */

import type { Command } from "../config/block-names.ts";
import { describeLoaded, shownOf } from "../config/describe.ts";
import type { Surroundings } from "../config/expansion/definitions.ts";
import { loadConfiguration } from "../config/load.ts";
import type { Loaded } from "../config/settings.ts";
import { textLog } from "../daemon/text-log.ts";
import { type Diagnostic, hasErrors } from "../diag/diagnostic.ts";
import { CommandFailure, SystemError } from "../diag/errors.ts";
import { countSeverities, renderDiagnostic, renderOneLine } from "../diag/render.ts";
import type { Clock } from "../ports/clock.ts";
import type { ConfigurationFiles } from "../ports/configuration-files.ts";
import type { Environment } from "../ports/environment.ts";
import type { Log, LogLevel } from "../ports/log.ts";
import { wantsColour } from "./paint.ts";
import { Exit } from "./run.ts";

export const defaultConfiguration = "/etc/keepalived/keepalived.conf";

/** Which configuration a command reads, now and at each reload. */
export interface ConfigurationRequest {
  readonly file: string;
  readonly files: ConfigurationFiles;
  readonly surroundings: Surroundings;
}

/** @param id undefined: the host's name up to its first dot */
export function surroundingsOf(
  id: string | undefined,
  files: ConfigurationFiles,
  { variables }: Environment,
): Surroundings {
  return {
    id: id ?? hostName(files),
    variable: (name) => variables[name],
    random: (below) => Math.floor(Math.random() * below),
  };
}

/** As the kernel knows it; empty where it does not say. */
function hostName(files: ConfigurationFiles): string {
  try {
    return /^[^.\n]*/.exec(files.read("/proc/sys/kernel/hostname"))?.[0] ?? "";
  } catch (failure) {
    if (failure instanceof SystemError) return "";
    throw failure;
  }
}

/**
 * @param command only errors that concern it count: one daemon runs although the other's half of the file has faults.
 * @throws CommandFailure with status 2 where the file cannot be read or has errors; they have been shown.
 */
export function readConfiguration(command: Command, request: ConfigurationRequest, environment: Environment): Loaded {
  const loaded = load(request);
  environment.stderr.write(describeLoaded(loaded, { colour: wantsColour(environment.stderr, environment.variables) }));
  if (!hasErrors(loaded.diagnostics, command)) return loaded;
  throw new CommandFailure(`not started: ${countSeverities(loaded.diagnostics)} in ${request.file}`, Exit.usage);
}

/** @returns undefined where the file cannot be read or has errors; they have been logged. */
export function rereadConfiguration(command: Command, request: ConfigurationRequest, log: Log): Loaded | undefined {
  try {
    const loaded = load(request);
    logDiagnostics(shownOf(loaded), log);
    return hasErrors(loaded.diagnostics, command) ? undefined : loaded;
  } catch (failure) {
    if (!(failure instanceof CommandFailure)) throw failure;
    log.write("error", failure.message);
    return undefined;
  }
}

export function showDiagnostics(diagnostics: readonly Diagnostic[], environment: Environment): void {
  const colour = wantsColour(environment.stderr, environment.variables);
  for (const diagnostic of diagnostics) environment.stderr.write(`${renderDiagnostic(diagnostic, { colour })}\n`);
}

export function logDiagnostics(diagnostics: readonly Diagnostic[], log: Log): void {
  for (const diagnostic of diagnostics)
    log.write(diagnostic.severity === "note" ? "info" : diagnostic.severity, renderOneLine(diagnostic));
}

/** A daemon's log on standard error, in the journal's form where systemd reads it. */
export function daemonLog({ stderr, variables }: Environment, clock: Clock, least: LogLevel): Log {
  return textLog(stderr, clock, { least, journal: variables.JOURNAL_STREAM !== undefined && !stderr.isTerminal });
}

/** @throws CommandFailure where the file cannot be read. */
export function load({ file, files, surroundings }: ConfigurationRequest): Loaded {
  try {
    return loadConfiguration(file, files, surroundings);
  } catch (failure) {
    if (!(failure instanceof SystemError)) throw failure;
    // Who named a file knows how.
    const hint = file === defaultConfiguration ? "; -f FILE names another configuration" : "";
    throw new CommandFailure(failure.message + hint, Exit.usage, { cause: failure });
  }
}
