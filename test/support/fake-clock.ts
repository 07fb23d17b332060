/** A clock that stands still until a test moves it; timers fire in order of their time, each at its own `now`. */

import type { Clock, Millis } from "../../lib/ports/clock.ts";

interface Pending {
  readonly at: Millis;
  readonly order: number;
  readonly fire: () => void;
}

export class FakeClock implements Clock {
  #now: Millis;
  #count = 0;
  #pending: Pending[] = [];

  constructor(start: Millis = 1000) {
    this.#now = start;
  }

  now(): Millis {
    return this.#now;
  }

  wallSeconds(): number {
    return 1_700_000_000 + this.#now / 1000;
  }

  at(at: Millis, fire: () => void): { cancel(): void } {
    const timer: Pending = { at, order: this.#count++, fire };
    this.#pending.push(timer);
    return {
      cancel: () => {
        this.#pending = this.#pending.filter((other) => other !== timer);
      },
    };
  }

  /** Armed timers. */
  get pending(): number {
    return this.#pending.length;
  }

  /** Moves to `to`, firing what falls due on the way; promises that the timers settled run in between. */
  async moveTo(to: Millis): Promise<void> {
    await settled();
    for (;;) {
      const next = this.#pending.filter((timer) => timer.at <= to).sort((a, b) => a.at - b.at || a.order - b.order)[0];
      if (next === undefined) break;
      this.#pending = this.#pending.filter((other) => other !== next);
      this.#now = Math.max(this.#now, next.at);
      next.fire();
      await settled();
    }
    this.#now = Math.max(this.#now, to);
  }

  /** As if the process had been stopped: time passes, and no timer fires before it goes on. */
  stop(by: Millis): void {
    this.#now += by;
  }

  advance(by: Millis): Promise<void> {
    return this.moveTo(this.#now + by);
  }
}

/** Lets every promise that can settle without I/O settle: macrotasks run after all microtasks. */
function settled(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
