/**
 * Runs any number of check machines against the network: one timer for all, a bounded number of connections at a time.
 * Knows nothing of virtual servers and tables; whoever owns it is told what each machine reports.
 */

import { HttpReader, type Reading } from "../check/http-reader.ts";
import { type CheckAction, type CheckEvent, type CheckState, nextDeadline, step } from "../check/machine.ts";
import type { Clock, Millis } from "../ports/clock.ts";
import type { Connection, Dialer } from "../ports/dialer.ts";
import { DeadlineHeap } from "./deadline-heap.ts";
import { DeadlineTimer } from "./deadline-timer.ts";

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

  constructor(state: CheckState) {
    this.state = state;
  }
}

export class Prober {
  readonly #options: ProberOptions;
  readonly #deadlines = new DeadlineHeap<Probe>();
  /** Due, but without a free connection; in order. */
  readonly #queue = new Set<Probe>();
  #open = 0;
  /** After this process stood still it lets the answers that wait be read before servers are blamed for the delay. */
  readonly #timer: DeadlineTimer;

  constructor(options: ProberOptions) {
    this.#options = options;
    this.#timer = new DeadlineTimer(options.clock, (now) => this.#onTimer(now));
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
    this.#timer.set(this.#deadlines.earliest ?? Number.POSITIVE_INFINITY);
  }

  #onTimer(now: Millis): void {
    for (let probe = this.#deadlines.takeDue(now); probe; probe = this.#deadlines.takeDue(now)) {
      if (probe.connection) this.#feed(probe, { kind: "deadline" });
      else this.#queue.add(probe);
    }
    this.#startQueued();
    this.#arm();
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
    this.#open--;
  }
}
