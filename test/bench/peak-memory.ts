/** How much memory a program took at most, as the kernel counts it (VmHWM of proc_pid_status(5)). */

import { spawn } from "node:child_process";
import { once } from "node:events";
import { closeSync, openSync, readFileSync } from "node:fs";
import type { Start } from "./starts.ts";

/** Milliseconds; what is taken within the last of them is missed. */
const often = 2;

/**
 * @param input file that is its standard input
 * @returns MiB of one run; the largest figure of the process, looked up again and again until it ends.
 * @throws Error where the program could not be started, failed, or ended too soon to be seen
 */
export async function peakMemory({ name, argv, env }: Omit<Start, "prints">, input = "/dev/null"): Promise<number> {
  const [program = "", ...words] = argv;
  const from = openSync(input, "r");
  const child = spawn(program, words, { stdio: [from, "ignore", "inherit"], env: { ...process.env, ...env } });
  closeSync(from);
  let peak = 0;
  const timer = setInterval(() => {
    peak = highWater(child.pid) ?? peak;
  }, often);
  const [status] = await once(child, "exit").finally(() => clearInterval(timer));
  if (status !== 0) throw new Error(`${name} ended with status ${status}`);
  if (peak === 0) throw new Error(`the memory of ${name} could not be read`);
  return peak / 1024;
}

/** @returns KiB; undefined once the process has ended. */
function highWater(pid: number | undefined): number | undefined {
  try {
    const found = /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, "latin1"))?.[1];
    return found === undefined ? undefined : Number(found);
  } catch {
    return undefined;
  }
}
