/** Waiting for something to become true, with a bound; the lab's only way to wait. */

/** Milliseconds since 1970 with a fraction, from the same clock as packet time stamps. */
export const now = (): number => performance.timeOrigin + performance.now();

export const delay = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

export interface WaitBound {
  /** ms */
  readonly within: number;
  /** Pause between two looks, ms; default 50. */
  readonly every?: number;
}

/**
 * Looks again and again until `condition` answers with something else than undefined or false, and answers with that.
 * Throws, naming `what`, when that takes too long; the last exception of `condition` is then its cause.
 */
export async function waitFor<T>(
  what: string,
  condition: () => T | undefined | false | Promise<T | undefined | false>,
  bound: WaitBound,
): Promise<T> {
  const deadline = now() + bound.within;
  let last: unknown;
  for (;;) {
    try {
      const value = await condition();
      if (value !== undefined && value !== false) return value;
      last = undefined;
    } catch (error) {
      last = error;
    }
    if (now() >= deadline) {
      const because = last instanceof Error ? ` (${last.message})` : "";
      throw new Error(`not within ${bound.within} ms: ${what}${because}`, { cause: last });
    }
    await delay(bound.every ?? 50);
  }
}
