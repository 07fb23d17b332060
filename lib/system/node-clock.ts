/** The Clock port on CLOCK_MONOTONIC (performance.now) and Node's timers. */

import type { Clock } from "../ports/clock.ts";

/** Node turns a longer delay into 1 ms. */
const longestDelay = 2 ** 31 - 1;
/** Milliseconds before its time from which a precise timer looks in every turn of the event loop; Node's own are up to two late. */
const lookingFrom = 3;

export const nodeClock: Clock = {
  now: () => performance.now(),
  wallSeconds: () => Date.now() / 1000,
  at: (at, fire, precise = false) => {
    let handle: NodeJS.Timeout | NodeJS.Immediate;
    const arm = () => {
      const left = at - performance.now();
      if (precise && left <= lookingFrom) handle = setImmediate(expired);
      else
        handle = setTimeout(
          expired,
          Math.min(Math.max(0, Math.ceil(precise ? left - lookingFrom : left)), longestDelay),
        );
    };
    // Node counts from the loop's cached whole millisecond, so that a timer can run up to 1 ms early.
    const expired = () => (performance.now() < at ? arm() : fire());
    arm();
    return {
      cancel: () => {
        clearTimeout(handle as NodeJS.Timeout);
        clearImmediate(handle as NodeJS.Immediate);
      },
    };
  },
};
