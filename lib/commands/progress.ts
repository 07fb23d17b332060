/** A bar on a terminal for what takes over a second; elsewhere, and below that, nothing. */

import type { Output } from "../ports/environment.ts";

/** Milliseconds before anything is shown, and between two pictures. */
const patience = 1_000;
const pause = 100;
const width = 30;
/** Back to the start of the line, and clear it (ECMA-48: EL). */
const erase = "\r\u001b[K";

export class Progress {
  readonly #output: Output;
  readonly #now: () => number;
  #next: number;
  #shown = false;

  /** @param now milliseconds, of which only differences count. */
  constructor(output: Output, now: () => number = () => performance.now()) {
    this.#output = output;
    this.#now = now;
    this.#next = now() + patience;
  }

  /** @param part 0 to 1; undefined where nobody knows how much there is. @param done such as `2,000 lines`. */
  show(part: number | undefined, done: string): void {
    const now = this.#now();
    // A stream is asked whether it is a terminal as late as can be: that loads it.
    if (now < this.#next || !this.#output.isTerminal) return;
    this.#next = now + pause;
    this.#shown = true;
    this.#output.write(`${erase}${part === undefined ? "" : `${bar(part)} `}${done}`);
  }

  /** Takes the bar away, before anything else is printed there. */
  clear(): void {
    if (this.#shown) this.#output.write(erase);
    this.#shown = false;
  }
}

function bar(part: number): string {
  const full = Math.round(Math.min(1, part) * width);
  return `[${"=".repeat(full)}${" ".repeat(width - full)}] ${String(Math.floor(Math.min(1, part) * 100)).padStart(3)} %`;
}
