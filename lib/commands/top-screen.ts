/** lvsadm top on a terminal: samples on time, keys and sizes into the machine, frames out, one write each, none while the last is on its way. */

import type { ListedService } from "../ipvs/listing.ts";
import type { Clock, Timer } from "../ports/clock.ts";
import type { ExitStatus } from "../ports/environment.ts";
import type { Terminal } from "../ports/terminal.ts";
import { decodeKeys } from "../view/keys.ts";
import { type Line, type Segment, screenUpdate, type Tone } from "../view/line.ts";
import { startTop, stepTop, type TopEvent, type TopState } from "../view/top.ts";
import { bodyLength, topFrame } from "../view/top-frame.ts";
import type { Paint } from "./paint.ts";

export interface TopParts {
  readonly terminal: Terminal;
  readonly clock: Clock;
  readonly paint: Paint;
  /** Seconds between samples, to begin with. */
  readonly interval: number;
  /** What is said where there is no service. */
  readonly whenEmpty: string;
  sample(): Promise<readonly ListedService[]>;
}

/** @returns when somebody quits: 0, or 128 and the number of the signal that ended it. */
export function runTop(parts: TopParts): Promise<ExitStatus> {
  return new Promise((resolve, reject) => new TopScreen(parts, resolve, reject).start());
}

class TopScreen {
  readonly #parts: TopParts;
  readonly #resolve: (status: ExitStatus) => void;
  readonly #reject: (failure: unknown) => void;
  #state: TopState;
  /** Lines as they are on the screen; undefined where nobody knows. */
  #shown: readonly string[] | undefined;
  #typed = "";
  #timer: Timer | undefined;
  #ended = false;

  constructor(parts: TopParts, resolve: (status: ExitStatus) => void, reject: (failure: unknown) => void) {
    this.#parts = parts;
    this.#resolve = resolve;
    this.#reject = reject;
    this.#state = startTop(parts.terminal.size(), parts.interval, parts.whenEmpty);
  }

  start(): void {
    const { terminal } = this.#parts;
    terminal.enter({
      typed: (bytes) => this.#guarded(() => this.#type(bytes)),
      resized: () => this.#guarded(() => this.#redraw()),
      drained: () => this.#guarded(() => this.#draw()),
      resumed: () => this.#guarded(() => this.#redraw()),
      ended: (status) => this.#end(() => this.#resolve(status)),
    });
    this.#guarded(() => this.#redraw());
    void this.#sample();
  }

  /** A mistake of ours must not leave the person with a broken terminal. */
  #guarded(work: () => void): void {
    try {
      if (!this.#ended) work();
    } catch (failure) {
      this.#end(() => this.#reject(failure));
    }
  }

  #type(bytes: string): void {
    const { keys, rest } = decodeKeys(this.#typed + bytes);
    this.#typed = rest;
    const { interval } = this.#state;
    for (const key of keys) {
      if (key === "suspend") this.#parts.terminal.suspend();
      else if (key === "redraw") this.#shown = undefined;
      else this.#step({ kind: "key", key });
    }
    if (this.#state.over) {
      this.#end(() => this.#resolve(0));
      return;
    }
    if (this.#state.interval !== interval) this.#schedule();
    this.#draw();
  }

  async #sample(): Promise<void> {
    try {
      const table = this.#state.paused ? undefined : await this.#parts.sample();
      if (table) this.#guarded(() => this.#step({ kind: "sample", table, time: timeText(this.#parts.clock) }));
    } catch (error) {
      const sentence = error instanceof Error ? error.message : String(error);
      this.#guarded(() => this.#step({ kind: "trouble", sentence }));
    }
    this.#guarded(() => {
      this.#draw();
      this.#schedule();
    });
  }

  #schedule(): void {
    this.#timer?.cancel();
    const { clock } = this.#parts;
    this.#timer = clock.at(clock.now() + this.#state.interval * 1000, () => void this.#sample());
  }

  #step(event: TopEvent): void {
    this.#state = stepTop(this.#state, event, bodyLength(this.#state));
  }

  #redraw(): void {
    this.#shown = undefined;
    this.#step({ kind: "size", size: this.#parts.terminal.size() });
    this.#draw();
  }

  /** While the last frame is on its way none is made; the newest state is drawn when it has arrived. */
  #draw(): void {
    const { terminal, paint } = this.#parts;
    if (!terminal.ready) return;
    const lines = topFrame(this.#state).map((line) => painted(line, paint));
    const update = screenUpdate(this.#shown, lines);
    this.#shown = lines;
    if (update !== "") terminal.write(update);
  }

  #end(tell: () => void): void {
    if (this.#ended) return;
    this.#ended = true;
    this.#timer?.cancel();
    this.#parts.terminal.leave();
    tell();
  }
}

function painted(line: Line, paint: Paint): string {
  return line.map(({ text, tone }: Segment) => (tone === undefined ? text : colourOf(tone, paint)(text))).join("");
}

function colourOf(tone: Tone, paint: Paint): (text: string) => string {
  switch (tone) {
    case "strong":
      return paint.bold;
    case "faint":
      return paint.dim;
    case "drained":
      return paint.yellow;
    case "overloaded":
      return paint.red;
    case "graph":
      return paint.green;
    case "bar":
      return paint.inverse;
  }
}

/** Of the day here, such as `15:04:05`. */
export function timeText(clock: Clock): string {
  return new Date(clock.wallSeconds() * 1000).toTimeString().slice(0, 8);
}
