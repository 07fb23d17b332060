/** Time and one-shot timers, as the daemons need them. Tests move it by hand. */

/** Milliseconds on the monotonic clock; only differences mean anything. May carry fractions. */
export type Millis = number;

export interface Clock {
  now(): Millis;
  /** Seconds since 1970, only for people and dumps, never for deadlines. */
  wallSeconds(): number;
  /**
   * Calls `fire` once at or after `at`; never synchronously.
   * @param precise spends processor time for the last few milliseconds to be a small part of one late instead of up to
   * two: for timers that seldom come to their end.
   */
  at(at: Millis, fire: () => void, precise?: boolean): Timer;
}

export interface Timer {
  /** Safe to call after firing. */
  cancel(): void;
}
