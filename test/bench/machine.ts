/** On what and under which load something was measured. */

import { readFileSync } from "node:fs";
import { cpus, release } from "node:os";
import { delay } from "../lab/guest/wait.ts";

export function describeMachine(): string {
  const [first] = cpus();
  return `${first?.model.trim() ?? "unknown CPU"}, ${cpus().length} CPUs, Linux ${release()}, Node ${process.version}`;
}

/** Percent of all CPUs that others use, over one second in which this process sleeps. */
export async function busyPercent(): Promise<number> {
  const before = cpuTimes();
  await delay(1000);
  const after = cpuTimes();
  return 100 * (1 - (after.idle - before.idle) / (after.total - before.total));
}

/** One sentence, to stand under the figures. */
export async function describeLoad(): Promise<string> {
  const percent = await busyPercent();
  const load = `Before this the CPUs were ${percent.toFixed(0)} % busy with other work`;
  return percent < 10 ? `${load}.` : `${load}: NOT IDLE. The targets are for an idle machine.`;
}

/** The line "cpu" of proc_stat(5): user nice system idle iowait irq softirq steal; the two of guests are in user already. */
function cpuTimes(): { readonly idle: number; readonly total: number } {
  const [line = ""] = readFileSync("/proc/stat", "latin1").split("\n");
  const times = line.trim().split(/\s+/).slice(1, 9).map(Number);
  return { idle: (times[3] ?? 0) + (times[4] ?? 0), total: times.reduce((a, b) => a + b, 0) };
}
