/** The Clock port on CLOCK_MONOTONIC (performance.now) and Node's timers. */

import type { Clock } from "../ports/clock.ts";

/** Node turns a longer delay into 1 ms. */
const longestDelay = 2 ** 31 - 1;

export const nodeClock: Clock = {
  now: () => performance.now(),
  wallSeconds: () => Date.now() / 1000,
  at: (at, fire) => {
    let handle: NodeJS.Timeout;
    const arm = () => {
      const delay = Math.min(Math.max(0, Math.ceil(at - performance.now())), longestDelay);
      handle = setTimeout(expired, delay);
    };
    // Node counts from the loop's cached whole millisecond, so that a timer can run up to 1 ms early.
    const expired = () => (performance.now() < at ? arm() : fire());
    arm();
    return { cancel: () => clearTimeout(handle) };
  },
};
