/** This process as a command's Environment, and the end of the process with its exit status. */

import { basename } from "node:path";
import type { Environment, ExitStatus } from "../ports/environment.ts";
import { processInput } from "./process-input.ts";
import { processOutput, type WriteFailure } from "./process-output.ts";

/** As the shell has it: 128 and the number of SIGPIPE, which Node ignores. */
const unreadStatus = 141;

/**
 * Runs a command in this process and exits with its status once all output is out.
 * Output that cannot be written (full disk) turns success into status 1 and is said on standard error. Where it is only that
 * its reader has gone, as in `| head`, nobody is told, and success becomes the status of a program that SIGPIPE ended.
 */
export async function runInProcess(command: (environment: Environment) => Promise<ExitStatus>): Promise<never> {
  let lost: WriteFailure | undefined;
  const name = basename(process.argv[1] ?? "lvskit").replace(/\.cjs$/, "");
  const stdout = processOutput(
    1,
    () => process.stdout,
    (failure) => {
      lost = failure;
    },
  );
  const stderr = processOutput(
    2,
    () => process.stderr,
    () => {},
  );
  const stdin = processInput(0, () => process.stdin);
  const status = await command({ argv: process.argv.slice(2), name, variables: process.env, stdin, stdout, stderr });
  await stdout.flushed();
  const unread = lost?.code === "EPIPE";
  if (lost !== undefined && !unread) stderr.write(`${name}: cannot write the output: ${lost.reason}\n`);
  await stderr.flushed();
  process.exit(lost !== undefined && status === 0 ? (unread ? unreadStatus : 1) : status);
}
