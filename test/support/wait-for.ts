/** Waiting for something to become true, with a bound; the alternative to sleeping. */

import { setTimeout as delay } from "node:timers/promises";

/** Looks every few milliseconds. @throws Error naming `what` after `limit` milliseconds */
export async function waitFor(
  condition: () => boolean | Promise<boolean>,
  what: string,
  limit = 10_000,
): Promise<void> {
  const end = performance.now() + limit;
  while (!(await condition())) {
    if (performance.now() > end) throw new Error(`waited ${limit} ms in vain for ${what}`);
    await delay(5);
  }
}
