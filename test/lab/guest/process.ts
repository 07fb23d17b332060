/** Programs run by the lab: to their end with their output, or in the background with their lines awaitable. */

import { type ChildProcess, spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { splitLines } from "../lines.ts";
import { now } from "./wait.ts";

export interface Outcome {
  /** Exit status; 128 + signal number after a signal, as in a shell. */
  readonly status: number;
  readonly stdout: string;
  readonly stderr: string;
}

export interface RunOptions {
  /** Text for standard input; nothing by default. */
  readonly input?: string;
  /** Killed after this time, ms; default 30 s. */
  readonly within?: number;
  /** Added to the environment. */
  readonly env?: Readonly<Record<string, string>>;
}

const signalNumber: Readonly<Record<string, number>> = {
  SIGHUP: 1,
  SIGINT: 2,
  SIGKILL: 9,
  SIGTERM: 15,
  SIGSEGV: 11,
  SIGABRT: 6,
};
const statusOf = (status: number | null, signal: string | null) => status ?? 128 + (signalNumber[signal ?? ""] ?? 0);

/** Runs `argv` to its end. Never throws for a program that fails; status 127 when it cannot be started. */
export function run(argv: readonly string[], options: RunOptions = {}): Promise<Outcome> {
  return new Promise((resolve) => {
    const child = launch(argv, options.env);
    const text = { stdout: "", stderr: "" };
    for (const name of ["stdout", "stderr"] as const)
      child[name]?.setEncoding("utf8").on("data", (part: string) => {
        text[name] += part;
      });
    const timer = setTimeout(() => {
      text.stderr += `lab: killed after ${options.within ?? 30_000} ms\n`;
      killTree(child.pid, "SIGKILL");
    }, options.within ?? 30_000);
    child.once("error", (error) => resolve({ status: 127, stdout: "", stderr: error.message }));
    onEnd(child, (status) => {
      clearTimeout(timer);
      resolve({ status, ...text });
    });
    child.stdin?.on("error", () => {}).end(options.input ?? "");
  });
}

/** A program in the background. Its lines (both outputs) are kept, and can be waited for. */
export class Process {
  readonly name: string;
  readonly lines: string[] = [];
  /** Ends with the exit status. */
  readonly exited: Promise<number>;
  readonly #child: ChildProcess;
  #ended: number | undefined;
  readonly #watchers = new Set<() => void>();

  constructor(name: string, argv: readonly string[], env?: Readonly<Record<string, string>>) {
    this.name = name;
    this.#child = launch(argv, env);
    this.#child.stdin?.on("error", () => {}).end();
    for (const stream of [this.#child.stdout, this.#child.stderr])
      if (stream !== null) splitLines(stream, (line) => this.#add(line));
    this.exited = new Promise((resolve) => {
      const end = (status: number) => {
        this.#ended = status;
        this.#wake();
        resolve(status);
      };
      this.#child.once("error", (error) => {
        this.#add(error.message);
        end(127);
      });
      onEnd(this.#child, end);
    });
  }

  get running(): boolean {
    return this.#ended === undefined;
  }

  /** Waits for a line matching `pattern` among those from index `from` (default: all so far and to come). */
  async line(pattern: RegExp, { within, from = 0 }: { within: number; from?: number }): Promise<RegExpExecArray> {
    const deadline = now() + within;
    for (let next = from; ; ) {
      for (; next < this.lines.length; next++) {
        const match = pattern.exec(this.lines[next] ?? "");
        if (match !== null) return match;
      }
      if (!this.running)
        throw new Error(`${this.name} ended with status ${this.#ended} before a line ${pattern}${this.#tail()}`);
      if (now() >= deadline) throw new Error(`${this.name}: no line ${pattern} within ${within} ms${this.#tail()}`);
      await this.#change(deadline - now());
    }
  }

  /** Signals the program itself (not the one that entered the host for it); answers with the moment just before, ms. */
  kill(signal: NodeJS.Signals): number {
    const moment = now();
    killTree(this.#child.pid, signal);
    return moment;
  }

  /** SIGTERM, then waits for the end; SIGKILL after `within` ms (default 5 s). Answers with the exit status. */
  async stop(within = 5000): Promise<number> {
    if (this.running) this.kill("SIGTERM");
    const timer = setTimeout(() => this.kill("SIGKILL"), within);
    return this.exited.finally(() => clearTimeout(timer));
  }

  #add(line: string): void {
    this.lines.push(line);
    this.#wake();
  }

  #wake(): void {
    for (const watcher of [...this.#watchers]) watcher();
  }

  #change(within: number): Promise<void> {
    return new Promise((resolve) => {
      const done = () => {
        clearTimeout(timer);
        this.#watchers.delete(done);
        resolve();
      };
      const timer = setTimeout(done, Math.max(1, within));
      this.#watchers.add(done);
    });
  }

  #tail(): string {
    return this.lines.length === 0 ? "; it printed nothing" : `; its last lines:\n${this.lines.slice(-12).join("\n")}`;
  }
}

function launch(argv: readonly string[], env?: Readonly<Record<string, string>>): ChildProcess {
  const [program = "", ...args] = argv;
  return spawn(program, args, { stdio: "pipe", env: { ...process.env, ...env } });
}

/** Calls back once the program has ended and its output is read, not waiting longer for children that hold its pipes open. */
function onEnd(child: ChildProcess, callback: (status: number) => void): void {
  child.once("exit", (status, signal) => {
    const end = () => {
      clearTimeout(timer);
      child.off("close", end);
      callback(statusOf(status, signal));
    };
    const timer = setTimeout(end, 300);
    child.once("close", end);
  });
}

/** Signals the innermost child of `pid`: nsenter forks, and the signal is meant for the program that it entered with. */
function killTree(pid: number | undefined, signal: NodeJS.Signals): void {
  if (pid === undefined) return;
  try {
    const isDoor = readFileSync(`/proc/${pid}/comm`, "utf8").trim() === "nsenter";
    const child = isDoor ? readFileSync(`/proc/${pid}/task/${pid}/children`, "utf8").trim().split(" ")[0] : "";
    process.kill(child ? Number(child) : pid, signal);
  } catch {
    // It ended by itself in between; `exited` tells.
  }
}
