/** What a machine that is busy with other things adds to every program's time, seen from the timers of this process. */

import { monitorEventLoopDelay } from "node:perf_hooks";

/** @returns a function that tells how late the latest timer of this process was since then, in milliseconds */
export function watchLateness(): () => number {
  const delays = monitorEventLoopDelay({ resolution: 10 });
  delays.enable();
  return () => {
    delays.disable();
    return delays.max / 1e6;
  };
}
