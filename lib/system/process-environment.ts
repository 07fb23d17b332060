/** This process as a command's Environment, and the end of the process with its exit status. */

import { basename } from "node:path";
import type { Environment, ExitStatus } from "../ports/environment.ts";
import { processInput } from "./process-input.ts";
import { processOutput } from "./process-output.ts";

/**
 * Runs a command in this process and exits with its status once all output is out.
 * Output that cannot be written (full disk, closed pipe) turns success into status 1 and is said on standard error.
 */
export async function runInProcess(command: (environment: Environment) => Promise<ExitStatus>): Promise<never> {
  let lost: string | undefined;
  const name = basename(process.argv[1] ?? "lvskit").replace(/\.cjs$/, "");
  const stdout = processOutput(
    1,
    () => process.stdout,
    (reason) => {
      lost = reason;
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
  if (lost !== undefined) stderr.write(`${name}: cannot write the output: ${lost}\n`);
  await stderr.flushed();
  process.exit(lost !== undefined && status === 0 ? 1 : status);
}
