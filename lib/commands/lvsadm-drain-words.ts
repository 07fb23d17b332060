/** What is left of a drained real server's connections, in words. */

import type { Left } from "./lvsadm-drain-wait.ts";

/** @returns such as `2 active and 1 inactive connections are left`, `no connection is left`. */
export function leftWords({ active, inactive }: Left): string {
  if (active + inactive === 0) return "no connection is left";
  return `${active} active and ${inactive} inactive connections are left`;
}
