/**
 * Reading takes time in proportion to a text's length, whatever is in it. Only the processor's time counts, that of the thread
 * which reads: it is what a person waits for. A busy or slower processor is allowed for by what making small objects takes beside it.
 */

import { readFileSync } from "node:fs";
import t from "tap";
import { describeLoaded } from "../../../lib/config/describe.ts";
import { loadText } from "../../support/configuration.ts";
import { hostileTexts } from "../../support/hostile-texts.ts";

t.setTimeout(180_000);

/** Milliseconds for a megabyte where the yardstick takes {@link yardstickIdle}. */
const allowed = 1000;
/**
 * Milliseconds. On the machine of test/bench/README.md it took 260 to 430 on a day on which starting Node took 60 to 70 instead of
 * the 25 of an idle one.
 */
const yardstickIdle = 130;
/** Times for a text four times as long: linear is 4, quadratic 16. */
const allowedGrowth = 10;
/** Milliseconds below which growth cannot be told from noise. */
const noise = 150;
/** Characters below which it is not the length that takes time, but what few words ask for, up to the limits of expansion. */
const shortest = 100_000;

function read(text: string): void {
  describeLoaded(loadText(text), { colour: true });
}

/** What takes the most time in reading: making objects that stay for a while. */
function yardstick(): void {
  for (let round = 0; round < 10; round++) {
    const kept: object[] = [];
    for (let i = 0; i < 300_000; i++) kept.push({ i, next: { text: "a", i } });
  }
}

/** @returns how many times as long as it should this machine takes just now. */
function slowness(): number {
  return Math.max(1, processorTime(yardstick, Number.POSITIVE_INFINITY) / yardstickIdle);
}

/** @returns milliseconds of the best of up to four runs, ending with the first that takes less than `enough`. */
function processorTime(work: () => void, enough = 0): number {
  let best = Number.POSITIVE_INFINITY;
  for (let attempt = 0; attempt === 0 || (attempt < 4 && best >= enough); attempt++) {
    const before = ownTime();
    work();
    best = Math.min(best, ownTime() - before);
  }
  return best;
}

/** @returns milliseconds that this thread has had, in steps of 10: utime and stime of proc_pid_stat(5), in hundredths of a second. */
function ownTime(): number {
  const afterName = readFileSync("/proc/thread-self/stat", "latin1").split(") ").at(-1)?.split(" ") ?? [];
  return (Number(afterName[11]) + Number(afterName[12])) * 10;
}

t.test("a megabyte of anything takes less than a second", async (t) => {
  for (const [what, text] of Object.entries(hostileTexts)) {
    const took = processorTime(() => read(text), allowed);
    const limit = took < allowed ? allowed : allowed * slowness();
    t.ok(took < limit, `${what}: ${took.toFixed(0)} of ${limit.toFixed(0)} ms`);
    if (took < noise || text.length < shortest) continue;
    const quarter = processorTime(() => read(text.slice(0, text.length / 4)), took / 4);
    const times = (whole: number) => whole / Math.max(quarter, noise / 4);
    // The first run was enough for the limit above; a ratio wants the best of as many as its other half had.
    const growth = times(took) < allowedGrowth ? times(took) : times(processorTime(() => read(text)));
    t.ok(growth < allowedGrowth, `${what}: ${growth.toFixed(1)} times as long for 4 times the text`);
  }
});
