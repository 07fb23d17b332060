/** What a function throws, to be compared. */

/** @returns what `run` threw, or undefined where it threw nothing. */
export function failure(run: () => unknown): unknown {
  try {
    run();
    return undefined;
  } catch (error) {
    return error;
  }
}
