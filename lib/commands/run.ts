/**
 * How an ordinary command runs: words → options → the command's own function → exit status, with --help, --version
 * and --debug the same everywhere and every failure one sentence on standard error.
 */

import { CommandFailure, SystemError } from "../diag/errors.ts";
import type { Environment, ExitStatus } from "../ports/environment.ts";
import type { OptionRow } from "./option-row.ts";
import { type ParsedWords, parseWords } from "./options.ts";

export interface CommandSpec<Ports> {
  readonly name: string;
  /** One line: what it is for. */
  readonly summary: string;
  /** Forms of the call without the command's name, such as `apply --vip ADDRESS --interface IF`. */
  readonly forms: readonly string[];
  readonly options: readonly OptionRow[];
  /** What --help says after the options, such as the command's own exit statuses; one paragraph each. */
  readonly notes?: readonly string[];
  /** The manual page, where it bears another name than the command. */
  readonly page?: string;
  /** Told of every failure, also of wrong words, before the person is: for what standard output owes its reader. */
  failed?(failure: Error, environment: Environment): void;
  run(given: ParsedWords, environment: Environment, ports: Ports): Promise<ExitStatus>;
}

/** Rows that every ordinary command has after its own. */
export const commonOptions: readonly OptionRow[] = [
  { long: "debug", help: "show causes and stack traces of failures" },
  { long: "help", short: "h", help: "show this help" },
  { long: "version", help: "show the version" },
];

/** Exit statuses shared by all ordinary commands. */
export const Exit = { done: 0, failed: 1, usage: 2 } as const;

export async function runCommand<Ports>(
  spec: CommandSpec<Ports>,
  environment: Environment,
  ports: Ports,
): Promise<ExitStatus> {
  const options = [...spec.options, ...commonOptions];
  const parsed = parseWords(options, environment.argv);
  if ("fault" in parsed) {
    spec.failed?.(new CommandFailure(parsed.fault, Exit.usage), environment);
    environment.stderr.write(`${environment.name}: ${parsed.fault} (${environment.name} --help lists the options)\n`);
    return Exit.usage;
  }
  if (parsed.has("help")) {
    const { renderHelp } = await import("./help.ts");
    environment.stdout.write(await renderHelp({ ...spec, options }));
    return Exit.done;
  }
  if (parsed.has("version")) {
    const { version } = await import("./version.ts");
    environment.stdout.write(`${spec.name} ${version} (lvskit)\n`);
    return Exit.done;
  }
  try {
    return await spec.run(parsed, environment, ports);
  } catch (failure) {
    spec.failed?.(failure instanceof Error ? failure : new Error(String(failure)), environment);
    return reportFailure(environment, failure, parsed.has("debug"));
  }
}

/** Says a failure in one sentence and gives its exit status; a stack trace only with --debug or for our own mistakes. */
export function reportFailure(environment: Environment, failure: unknown, debug: boolean): ExitStatus {
  const known = failure instanceof CommandFailure || failure instanceof SystemError;
  const sentence = failure instanceof Error ? failure.message : String(failure);
  environment.stderr.write(
    known
      ? `${environment.name}: ${sentence}\n`
      : `${environment.name}: internal error: ${sentence} (this is a defect of ${environment.name}; --debug shows where)\n`,
  );
  if (debug && failure instanceof Error) environment.stderr.write(`${debugText(failure)}\n`);
  return failure instanceof CommandFailure ? failure.status : Exit.failed;
}

function debugText(error: Error): string {
  const own = error.stack ?? error.message;
  return error.cause instanceof Error ? `${own}\ncaused by ${debugText(error.cause)}` : own;
}
