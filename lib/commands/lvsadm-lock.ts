/** Verbs that change the table, and -R --atomic, do so one at a time, and in whole: neither another one nor a signal comes in between. */

import type { Environment } from "../ports/environment.ts";
import type { Signals } from "../ports/signals.ts";
import type { LockHolder, LockTable } from "../ports/table-lock.ts";
import { VerbFailure } from "./lvsadm-verb-failure.ts";

export interface LockPorts {
  readonly lockTable: LockTable;
  readonly signals: Signals;
}

/** @param work goes on after a signal. @throws VerbFailure with status 1 where another command has the lock. */
export async function locked<T>(
  { lockTable, signals }: LockPorts,
  { name, stderr }: Environment,
  work: () => Promise<T>,
): Promise<T> {
  const lock = lockTable();
  if ("heldBy" in lock) throw new VerbFailure(`${holderSentence(lock)}; nothing was done`, 1, { heldBy: lock.heldBy });
  // Ended halfway it would leave the table in between.
  let told = false;
  const tell = (signal: string) => {
    if (!told) stderr.write(`${name}: ${signal} comes while the table is being changed, which is finished first\n`);
    told = true;
  };
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) signals.on(signal, () => tell(signal));
  try {
    return await work();
  } finally {
    told = true;
    lock.release();
  }
}

function holderSentence({ heldBy }: LockHolder): string {
  const who = heldBy === "unknown" ? "another lvsadm" : `another lvsadm, process ${heldBy},`;
  return `${who} is changing the table`;
}
