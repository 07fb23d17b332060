/**
 * Runs any number of check machines against the network: one timer for all, a bounded number of connections at a time.
 * Knows nothing of virtual servers and tables; whoever owns it is told what each machine reports.
 */

import { HttpReader, type Reading } from "../check/http-reader.ts";
import { type CheckAction, type CheckEvent, type CheckState, nextDeadline, step } from "../check/machine.ts";
import type { Clock, Millis, Timer } from "../ports/clock.ts";
import type { Connection, Dialer } from "../ports/dialer.ts";
import { DeadlineHeap } from "./deadline-heap.ts";

/** News of one machine; what it did with its connection stays in here. */
export type ProbeNews = Extract<CheckAction, { do: "report" | "note" | "postpone" }>;

export interface ProberOptions {
  readonly clock: Clock;
  readonly dialer: Dialer;
  /** Connections open at a time; further checks wait in the order in which they fell due. */
  readonly concurrency: number;
  readonly onNews: (probe: Probe, news: ProbeNews) => void;
}

/** One machine and what it has open. */
export class Probe {
  state: CheckState;
  connection: Connection | undefined;
  reader: HttpReader | undefined;
  /** Its deadline has been put off once because this process was late itself. */
  reprieved = false;

  constructor(state: CheckState) {
    this.state = state;
  }
}

/** So late does the timer come only if this process stood still: stopped, starved or swapped out. */
const stall: Millis = 100;

export class Prober {
  readonly #options: ProberOptions;
  readonly #deadlines = new DeadlineHeap<Probe>();
  /** Due, but without a free connection; in order. */
  readonly #queue = new Set<Probe>();
  #open = 0;
  #timer: { readonly at: Millis; readonly handle: Timer } | undefined;

  constructor(options: ProberOptions) {
    this.#options = options;
  }

  add(probe: Probe): void {
    this.#deadlines.set(probe, nextDeadline(probe.state));
    this.#arm();
  }

  /** Its connection, if it has one, is closed without a verdict. */
  remove(probe: Probe): void {
    this.#deadlines.delete(probe);
    this.#queue.delete(probe);
    this.#close(probe);
    this.#startQueued();
    this.#arm();
  }

  #arm(): void {
    const at = this.#deadlines.earliest;
    // A timer that is early enough stays: it finds nothing due and arms the next one.
    if (at !== undefined && this.#timer && this.#timer.at <= at) return;
    this.#timer?.handle.cancel();
    this.#timer = at === undefined ? undefined : { at, handle: this.#options.clock.at(at, () => this.#onTimer()) };
  }

  #onTimer(): void {
    this.#timer = undefined;
    const now = this.#options.clock.now();
    for (let probe = this.#deadlines.takeDue(now); probe; probe = this.#deadlines.takeDue(now))
      this.#onDeadline(probe, now);
    this.#arm();
  }

  #onDeadline(probe: Probe, now: Millis): void {
    if (probe.connection === undefined) {
      this.#queue.add(probe);
      this.#startQueued();
    } else if (now - nextDeadline(probe.state) > stall && !probe.reprieved) {
      // The answer may wait in the socket: let it be read before the server is blamed for our own delay.
      probe.reprieved = true;
      this.#deadlines.set(probe, now + stall);
    } else this.#feed(probe, { kind: "deadline" });
  }

  #startQueued(): void {
    for (const probe of this.#queue) {
      if (this.#open >= this.#options.concurrency) return;
      this.#queue.delete(probe);
      this.#feed(probe, { kind: "deadline" });
    }
  }

  #feed(probe: Probe, event: CheckEvent): void {
    const { state, actions } = step(probe.state, event, this.#options.clock.now());
    probe.state = state;
    this.#deadlines.set(probe, nextDeadline(state));
    for (const action of actions) this.#perform(probe, action);
    this.#arm();
  }

  #perform(probe: Probe, action: CheckAction): void {
    switch (action.do) {
      case "dial":
        this.#dial(probe);
        break;
      case "request":
        probe.reader = new HttpReader({ digest: action.digest });
        probe.connection?.write(action.bytes);
        break;
      case "close":
        this.#close(probe);
        this.#startQueued();
        break;
      case "report":
      case "note":
      case "postpone":
        this.#options.onNews(probe, action);
        break;
    }
  }

  #dial(probe: Probe): void {
    this.#open++;
    const take = (reading: Reading | undefined) => {
      if (reading !== undefined && reading.kind !== "more") this.#feed(probe, { kind: "answered", reading });
    };
    probe.connection = this.#options.dialer.dial(
      { to: probe.state.check.target },
      {
        onConnected: () => this.#feed(probe, { kind: "connected" }),
        onData: (chunk) => take(probe.reader?.push(chunk)),
        onEnd: () => take(probe.reader?.end()),
        onFailed: (code, reason) => this.#feed(probe, { kind: "failed", code, reason }),
      },
    );
  }

  #close(probe: Probe): void {
    if (probe.connection === undefined) return;
    probe.connection.destroy();
    probe.connection = undefined;
    probe.reader = undefined;
    probe.reprieved = false;
    this.#open--;
  }
}
