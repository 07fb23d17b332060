/** The Terminal port over this process's standard streams. */

import { closeSync, constants, openSync, writeSync } from "node:fs";
import { isatty } from "node:tty";
import type { Terminal, TerminalListener } from "../ports/terminal.ts";

/** xterm's, and of everything that calls itself a terminal since: the other screen, the cursor. */
const takeScreen = "\u001b[?1049h\u001b[?25l";
const giveBack = "\u001b[0m\u001b[?25h\u001b[?1049l";

/** How long a terminal that takes no output is waited for when it is given back, ms. */
const patience = 500;
/** Between two tries to write what the terminal would not take, ms. */
const retryAfter = 40;

const endings = { SIGHUP: 129, SIGINT: 130, SIGTERM: 143 } as const;

/** @returns undefined where standard input or output is no terminal. */
export function processTerminal(): Terminal | undefined {
  return isatty(0) && isatty(1) ? new ProcessTerminal() : undefined;
}

class ProcessTerminal implements Terminal {
  #listener: TerminalListener | undefined;
  /** Of a description of its own, so that not waiting is nobody else's business; undefined while the terminal is not ours. */
  #output: { readonly fd: number; readonly own: boolean } | undefined;
  #unwritten: Buffer = Buffer.alloc(0);
  #retry: NodeJS.Timeout | undefined;
  readonly #signals = new Map<NodeJS.Signals, () => void>();

  size() {
    const { rows, columns } = process.stdout;
    return { rows: rows || 24, columns: columns || 80 };
  }

  get ready(): boolean {
    return this.#unwritten.length === 0;
  }

  enter(listener: TerminalListener): void {
    this.#listener = listener;
    process.stdout.on("resize", this.#onResize);
    process.stdin.on("data", this.#onData);
    process.stdin.on("error", this.#onHangUp);
    process.stdin.on("end", this.#onHangUp);
    process.on("exit", this.#onExit);
    for (const [name, status] of Object.entries(endings))
      this.#onSignal(name as NodeJS.Signals, () => listener.ended(status));
    this.#onSignal("SIGTSTP", () => this.suspend());
    this.#onSignal("SIGCONT", () => this.#resume());
    this.#take();
  }

  write(text: string): void {
    if (this.#output === undefined || !this.ready) return;
    this.#unwritten = Buffer.from(text);
    this.#flush();
  }

  suspend(): void {
    this.#give();
    // What SIGTSTP itself would do; its listener is this class's.
    process.kill(process.pid, "SIGSTOP");
  }

  leave(): void {
    this.#give();
    process.stdout.off("resize", this.#onResize);
    process.stdin.off("data", this.#onData);
    process.stdin.off("error", this.#onHangUp);
    process.stdin.off("end", this.#onHangUp);
    process.off("exit", this.#onExit);
    for (const [name, listener] of this.#signals) process.off(name, listener);
    this.#signals.clear();
    this.#listener = undefined;
  }

  readonly #onResize = () => this.#listener?.resized();
  readonly #onData = (bytes: Buffer) => this.#listener?.typed(bytes.toString("latin1"));
  readonly #onHangUp = () => this.#listener?.ended(endings.SIGHUP);
  readonly #onExit = () => this.#give();

  #onSignal(name: NodeJS.Signals, listener: () => void): void {
    this.#signals.set(name, listener);
    process.on(name, listener);
  }

  #resume(): void {
    this.#give();
    this.#take();
    this.#listener?.resumed();
  }

  #take(): void {
    this.#output = openOutput();
    process.stdin.setRawMode(true);
    process.stdin.resume();
    this.write(takeScreen);
  }

  /** Also called while the process ends, when nothing can be waited for but by sleeping. */
  #give(): void {
    if (this.#output === undefined) return;
    clearTimeout(this.#retry);
    // A piece of a frame is finished first: half an escape sequence would swallow the start of the next.
    this.#unwritten = Buffer.concat([this.#unwritten, Buffer.from(giveBack)]);
    const deadline = performance.now() + patience;
    while (!this.#writeSome() && performance.now() < deadline) sleep(retryAfter);
    this.#unwritten = Buffer.alloc(0);
    if (this.#output.own) closeSync(this.#output.fd);
    this.#output = undefined;
    try {
      process.stdin.setRawMode(false);
    } catch {
      // It hung up: there is nothing to give back to.
    }
    process.stdin.pause();
  }

  #flush(): void {
    if (this.#writeSome()) return;
    this.#retry = setTimeout(() => {
      this.#flush();
      if (this.ready) this.#listener?.drained();
    }, retryAfter);
  }

  /** @returns whether all is out. */
  #writeSome(): boolean {
    if (this.#output === undefined) return true;
    try {
      while (this.#unwritten.length > 0)
        this.#unwritten = this.#unwritten.subarray(writeSync(this.#output.fd, this.#unwritten));
      return true;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === "EAGAIN") return false;
      // A terminal that is gone takes nothing any more; its hang-up is told by its input.
      this.#unwritten = Buffer.alloc(0);
      return true;
    }
  }
}

/** The same terminal opened once more; where it cannot be, writing to it may wait. */
function openOutput(): { fd: number; own: boolean } {
  try {
    const flags = constants.O_WRONLY | constants.O_NONBLOCK | constants.O_NOCTTY;
    return { fd: openSync("/proc/self/fd/1", flags), own: true };
  } catch {
    return { fd: 1, own: false };
  }
}

function sleep(ms: number): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms);
}
