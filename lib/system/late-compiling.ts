/** How V8 is told that this process will not live long: optimising its code seldom pays then. */

import type { BulkWork } from "../ports/bulk-work.ts";

/**
 * Bytes of bytecode that a function runs through before V8 looks whether to optimise it; its own figure is 135,168 in Node 20.
 * Listing or restoring 10,000 entries takes as long as ever where another processor is idle, which the compiler then does not
 * use; where none is, and where fresh memory is dear, it takes a third less: the compiler alone touches 1,400 pages.
 */
const lateBudget = 2_000_000;

/** The V8 of Node 20. Later ones do not know the flag, and V8 says so on standard error. */
const heeded = process.versions.v8.startsWith("11.3.");

export const lateCompiling: BulkWork = {
  begins() {
    // Loaded on demand: loading it takes 2 ms, of which a start has 12.
    if (heeded) process.getBuiltinModule("node:v8").setFlagsFromString(`--interrupt-budget=${lateBudget}`);
  },
};
