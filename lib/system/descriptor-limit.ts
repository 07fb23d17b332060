/** How many descriptors this process may have open: RLIMIT_NOFILE, which Node itself raises to the hard limit. */

import { readFileSync } from "node:fs";

/** What every Linux gives a process, where /proc cannot be read. */
const fallback = 1024;

export function descriptorLimit(): number {
  try {
    return parseDescriptorLimit(readFileSync("/proc/self/limits", "utf8")) ?? fallback;
  } catch {
    return fallback;
  }
}

/** @param limits proc_pid_limits(5). @returns the soft limit; undefined where it is not there or no number. */
export function parseDescriptorLimit(limits: string): number | undefined {
  const soft = /^Max open files +(\d+) /m.exec(limits)?.[1];
  return soft === undefined ? undefined : Number(soft);
}
