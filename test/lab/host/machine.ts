/**
 * Boots User Mode Linux on the host's own files, runs one Node program of this checkout in it as root, and hands over
 * what it reports. Knows nothing of what the program does. Nothing is left behind: not on disk, not in memory, no process.
 */

import { type ChildProcess, spawn } from "node:child_process";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Readable } from "node:stream";
import { type LabEvent, parseEvent } from "../events.ts";
import { splitLines } from "../lines.ts";
import { setUp } from "./checkout.ts";
import { memoryFolder } from "./memory.ts";
import { onOneCpu } from "./one-cpu.ts";
import { atOurEnd } from "./our-end.ts";
import { makeRunFolder, type RunFolder } from "./run-folder.ts";

export interface MachineOptions {
  /** A compiled program of this checkout, absolute path. */
  readonly script: string;
  readonly args?: readonly string[];
  /** The longest the machine may run; default 240 s. */
  readonly secondsLimit?: number;
  readonly onEvent?: (event: LabEvent) => void;
  /** Each line of the machine's console: the program's own output and the kernel's. */
  readonly onConsole?: (line: string) => void;
  /** Gives the machine this process' terminal as its console, for a shell. */
  readonly interactive?: boolean;
}

/** How a machine ended: with the program's exit status, or without one and why. */
export type MachineEnd = { readonly status: number } | { readonly status: undefined; readonly why: string };

const megabytes = 1024;

/** Why no machine of this kind can ever run here, or undefined where it should. */
export function cannotByNature(): string | undefined {
  if (process.platform !== "linux" || process.arch !== "x64")
    return `User Mode Linux runs on Linux x86-64, this is ${process.platform} ${process.arch}`;
  return undefined;
}

/** Runs one machine to its end. Throws where the packages or memory that it needs are not to be had. */
export async function runMachine(options: MachineOptions): Promise<MachineEnd> {
  const { cacheFolder, ensurePackages } = await setUp();
  const debian = await ensurePackages();
  const cache = cacheFolder();
  const memory = memoryFolder(megabytes, ["/dev/shm", tmpdir(), "/var/tmp", cache]);
  if (memory === undefined)
    throw new Error(
      `The lab needs ${megabytes} MB in a folder that allows execution: /dev/shm, ${tmpdir()}, /var/tmp and ${cache} do not have it.`,
    );
  const secondsLimit = options.secondsLimit ?? 240;
  const folder = makeRunFolder(cache, { debian, script: options.script, args: options.args ?? [], secondsLimit });
  const child = startKernel(debian, memory, folder, options.interactive === true);
  return await watch(child, folder, secondsLimit, options);
}

function startKernel(debian: string, memory: string, folder: RunFolder, interactive: boolean): ChildProcess {
  const args = [
    `mem=${megabytes}M`,
    ...["rootfstype=hostfs", "rootflags=/", "ro", `init=${folder.init}`, `uml_dir=${folder.path}/`, "umid=uml"],
    ...["con=null", "con0=fd:0,fd:1", "ssl=null", "ssl0=null,fd:3", "quiet", "loglevel=1"],
  ];
  const console = interactive ? "inherit" : "pipe";
  const job = Number(process.env.LVSKIT_JOB ?? 0);
  const [program = "", ...words] = onOneCpu([join(debian, "usr/bin/linux.uml"), ...args], job);
  return spawn(program, words, {
    stdio: [interactive ? "inherit" : "ignore", console, console, "pipe"],
    // HOME must exist and be writable or the kernel crashes; the rest of our environment is none of the machine's business.
    env: { HOME: folder.path, TMPDIR: memory, LVSKIT_RUN: process.env.LVSKIT_RUN ?? "" },
    // Its own process group, so that all of its processes can be killed at once; a terminal must stay in ours.
    detached: !interactive,
  });
}

function kill(child: ChildProcess): void {
  if (child.pid === undefined) return;
  for (const pid of [-child.pid, child.pid]) {
    try {
      process.kill(pid, "SIGKILL");
    } catch {
      // Already gone.
    }
  }
}

async function watch(
  child: ChildProcess,
  folder: RunFolder,
  seconds: number,
  options: MachineOptions,
): Promise<MachineEnd> {
  let status: number | undefined;
  let late = false;
  const tail: string[] = [];
  const toConsole = (line: string) => {
    if (/^(sysrq: Power Off|reboot: Power down)$/.test(line)) return;
    if (tail.push(line) > 40) tail.shift();
    options.onConsole?.(line);
  };
  for (const stream of [child.stdout, child.stderr]) if (stream !== null) splitLines(stream, toConsole);
  splitLines(child.stdio[3] as Readable, (line) => {
    const event = parseEvent(line);
    if (event?.type === "exit") status = event.status;
    else if (event !== undefined) options.onEvent?.(event);
  });
  const timer = setTimeout(
    () => {
      late = true;
      kill(child);
    },
    (seconds + 10) * 1000,
  );
  const release = atOurEnd(() => {
    kill(child);
    folder.remove();
  });
  const failure = await new Promise<string | undefined>((resolve) => {
    child.once("error", (error) => resolve(`the kernel could not be started: ${error.message}`));
    child.once("close", () => resolve(undefined));
  });
  clearTimeout(timer);
  release();
  kill(child);
  folder.remove();
  if (status !== undefined) return { status };
  const why =
    failure ?? (late ? `it was still running after ${seconds} s and was killed` : "it ended without an exit status");
  return { status: undefined, why: `${why}${tail.length > 0 ? `; its console ended with:\n${tail.join("\n")}` : ""}` };
}
