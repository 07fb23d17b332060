/** How V8 is told that much of what comes next will stay: a large file is read once, and nearly all made of it is kept. */

/** How much the heap may grow before all of it is looked through again, in percent of what was alive the last time. */
const growing = { whileReading: 800, asEverElse: 0 } as const;

/**
 * Until the caller's turn of the event loop ends, the heap grows without being looked through for what could be freed:
 * of a configuration of 300,000 lines nothing could, and looking took roughly a seventh of the time. A daemon's heap does not go
 * on like that: its rule is V8's own (0) from the next turn on.
 */
export function growHeapThisTurn(): void {
  setGrowth(growing.whileReading);
  setImmediate(() => setGrowth(growing.asEverElse));
}

/** Loaded on demand: nearly all files are small. */
function setGrowth(percent: number): void {
  process.getBuiltinModule("node:v8").setFlagsFromString(`--heap-growing-percent=${percent}`);
}
