/**
 * A CPU of its own for a User Mode Linux. It has one CPU inside, but every process in it is one of this machine: where they are
 * spread over several CPUs, each switch between them wakes one that sleeps, and all takes two to three times as long.
 */

import { existsSync, readFileSync } from "node:fs";

/** Of util-linux, which every Debian has. */
const taskset = "/usr/bin/taskset";

/**
 * @param job which of the machines that run at the same time it is, from 0
 * @returns the command that runs `argv` on one of the CPUs that this process may use; `argv` itself where there is no taskset.
 */
export function onOneCpu(argv: readonly string[], job: number): readonly string[] {
  if (!existsSync(taskset)) return argv;
  const status = readFileSync("/proc/self/status", "utf8");
  const cpus = listed(/^Cpus_allowed_list:\s*(\S+)$/m.exec(status)?.[1] ?? "0");
  return [taskset, "-c", String(cpus[job % cpus.length] ?? 0), ...argv];
}

/** @param list as in cpuset(7): `0-3,8` */
export function listed(list: string): number[] {
  return list.split(",").flatMap((range) => {
    const [first = 0, last = first] = range.split("-").map(Number);
    return Array.from({ length: last - first + 1 }, (_, i) => first + i);
  });
}
