/** How long a BACKUP waits (RFC 3768 section 6.1). Milliseconds; fractions are kept. */

import type { VrrpInstance } from "./instance.ts";

type Timing = Pick<VrrpInstance, "priority" | "advertInterval">;

/** Skew_Time of VRRPv2, at most one second: the higher the priority, the sooner. */
export function skewTime({ priority }: Timing): number {
  return ((256 - priority) * 1000) / 256;
}

/** Master_Down_Interval: three advertisements missed, and the skew. */
export function masterDownInterval(timing: Timing): number {
  return 3 * timing.advertInterval + skewTime(timing);
}
