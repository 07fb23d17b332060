/** Random numbers that are the same for the same seed: for `random_seed`. No more than dice; nothing secret comes from it. */

/**
 * @param seed a whole number of up to 32 bits
 * @returns what gives a whole number from 0 to below `below`, another one at each call.
 */
export function seededRandom(seed: number): (below: number) => number {
  let state = seed | 0;
  return (below) => {
    // mulberry32: a step of a counter and a scramble, so that neighbouring seeds differ at once.
    state = (state + 0x6d2b79f5) | 0;
    const once = Math.imul(state ^ (state >>> 15), state | 1);
    const twice = once ^ (once + Math.imul(once ^ (once >>> 7), once | 61));
    return Math.floor((((twice ^ (twice >>> 14)) >>> 0) / 2 ** 32) * below);
  };
}
