/** Runs one of the bundled commands as a person would, and gathers what it says. */

import { spawn } from "node:child_process";

export interface Ended {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** @param name such as `genhash`; its bundle must have been built. */
export function runBundle(name: string, argv: readonly string[]): Promise<Ended> {
  const child = spawn(process.execPath, [`dist/bin/${name}.cjs`, ...argv], { stdio: ["ignore", "pipe", "pipe"] });
  let stdout = "";
  let stderr = "";
  child.stdout.on("data", (chunk: Buffer) => {
    stdout += chunk.toString();
  });
  child.stderr.on("data", (chunk: Buffer) => {
    stderr += chunk.toString();
  });
  return new Promise((resolve) => child.on("close", (status) => resolve({ status, stdout, stderr })));
}
