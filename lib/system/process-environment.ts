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
  const stdout = outputOf(
    () => process.stdout,
    (reason) => failures.push(reason),
  );
  const status = await command({
    argv: process.argv.slice(2),
    name,
    variables: process.env,
    stdout,
    stderr: outputOf(
      () => process.stderr,
      () => {},
    ),
  });
  await stdout.flushed();
  const lost = failures[0];
  if (lost === undefined) process.exit(status);
  process.stderr.write(`${name}: cannot write the output: ${lost}\n`);
  process.exit(status === 0 ? 1 : status);
}

/** @param streamOf asked only when the stream is needed: making one takes a millisecond or two. */
function outputOf(
  streamOf: () => NodeJS.WriteStream,
  onFailure: (reason: string) => void,
): Output & { flushed(): Promise<void> } {
  let used: NodeJS.WriteStream | undefined;
  const open = () => {
    const stream = streamOf();
    stream.on("error", (error: Error) => onFailure(error.message));
    return stream;
  };
  return {
    write: (text) => {
      used ??= open();
      used.write(text);
    },
    get isTerminal() {
      used ??= open();
      return used.isTTY === true;
    },
    flushed: () => flushed(used),
  };
}

/** Also waits for the failure of a write that was made at once, which the stream tells in a later turn. */
function flushed(stream: NodeJS.WriteStream | undefined): Promise<void> {
  return new Promise((resolve) => {
    if (stream === undefined) resolve();
    else if (stream.destroyed || stream.writableLength === 0) setImmediate(resolve);
    else stream.write("", () => setImmediate(resolve));
  });
}
