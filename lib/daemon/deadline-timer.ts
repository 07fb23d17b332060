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
  /** Overdue, and waiting for what is to be read. */
  #catchingUp = false;

  /** @param due called once for each deadline that was set and has come. */
  constructor(clock: Clock, due: (now: Millis) => void) {
    this.#clock = clock;
    this.#due = due;
  }

  /**
   * Replaces the deadline; Infinity: none. One that has passed does not make the catching up begin anew.
   * @param precise as with Clock.at
   */
  set(at: Millis, precise = false): void {
    if (at === this.#at || (this.#catchingUp && at <= this.#clock.now())) return;
    this.#catchingUp = false;
    this.#timer?.cancel();
    this.#at = at;
    this.#timer = at === Infinity ? undefined : this.#clock.at(at, () => this.#expired(), precise);
  }

  #expired(): void {
    const now = this.#clock.now();
    this.#catchingUp = now - this.#at > lateness;
    if (this.#catchingUp) this.#timer = this.#clock.at(now + catchUp, () => this.#fire());
    else this.#fire();
  }

  #fire(): void {
    this.#timer = undefined;
    this.#at = Infinity;
    this.#catchingUp = false;
    this.#due(this.#clock.now());
  }
}
