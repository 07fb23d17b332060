/** The one real timer of an event loop. Tells a timer that is merely due from one that a stopped process finds overdue. */

import type { Clock, Millis, Timer } from "../ports/clock.ts";

/**
 * A timer that is later than this (milliseconds) means that the process was stopped or starved for long enough to have
 * packets waiting to be read; with 1 s between advertisements nothing shorter can lead to a false takeover.
 */
const lateness = 100;
/** Milliseconds to read them before time is believed again. */
const catchUp = 50;

export class DeadlineTimer {
  readonly #clock: Clock;
  readonly #due: (now: Millis) => void;
  #timer: Timer | undefined;
  #at: Millis = Infinity;

  /** @param due called once for each deadline that was set and has come. */
  constructor(clock: Clock, due: (now: Millis) => void) {
    this.#clock = clock;
    this.#due = due;
  }

  /** Replaces the deadline; Infinity: none. */
  set(at: Millis): void {
    if (at === this.#at) return;
    this.#timer?.cancel();
    this.#at = at;
    this.#timer = at === Infinity ? undefined : this.#clock.at(at, () => this.#expired());
  }

  #expired(): void {
    const now = this.#clock.now();
    if (now - this.#at > lateness) this.#timer = this.#clock.at(now + catchUp, () => this.#fire());
    else this.#fire();
  }

  #fire(): void {
    this.#timer = undefined;
    this.#at = Infinity;
    this.#due(this.#clock.now());
  }
}
