/** This process as a command's Environment, and the end of the process with its exit status. */

import { basename } from "node:path";
import type { Environment, ExitStatus, Output } from "../ports/environment.ts";

/**
 * Runs a command in this process and exits with its status once all output is out.
 * Output that cannot be written (full disk, closed pipe) turns success into status 1 and is said on standard error.
 */
export async function runInProcess(command: (environment: Environment) => Promise<ExitStatus>): Promise<never> {
  const failures: string[] = [];
  const name = basename(process.argv[1] ?? "lvskit").replace(/\.cjs$/, "");
  const status = await command({
    argv: process.argv.slice(2),
    name,
    variables: process.env,
    stdout: outputOf(process.stdout, (reason) => failures.push(reason)),
    stderr: outputOf(process.stderr, () => {}),
  });
  await flushed(process.stdout);
  const lost = failures[0];
  if (lost === undefined) process.exit(status);
  process.stderr.write(`${name}: cannot write the output: ${lost}\n`);
  process.exit(status === 0 ? 1 : status);
}

function outputOf(stream: NodeJS.WriteStream, onFailure: (reason: string) => void): Output {
  stream.on("error", (error: Error) => onFailure(error.message));
  return {
    write: (text) => {
      stream.write(text);
    },
    get isTerminal() {
      return stream.isTTY === true;
    },
  };
}

function flushed(stream: NodeJS.WriteStream): Promise<void> {
  return new Promise((resolve) => {
    if (stream.destroyed || stream.writableLength === 0) resolve();
    else stream.write("", () => resolve());
  });
}
