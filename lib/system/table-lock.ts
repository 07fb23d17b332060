/**
 * The TableLock port as flock(2) on a file under /run that bears the network namespace's number. Nobody but root can open it,
 * so that nobody else can hold it; the kernel frees it with the process that has it, so that none killed leaves the table locked.
 */

import { closeSync, fstatSync, ftruncateSync, openSync, readFileSync, rmSync, statSync, writeSync } from "node:fs";
import { EAGAIN } from "../kernel/errno.ts";
import { native } from "../native/addon.ts";
import type { LockTable } from "../ports/table-lock.ts";
import { fileError } from "./file-error.ts";
import { networkNamespaceFile } from "./network-namespace-file.ts";
import { checked } from "./syscall.ts";

export const lockTable: LockTable = () => {
  const path = networkNamespaceFile("ipvs-table", "lock");
  for (;;) {
    const fd = open(path);
    const taken = native().lock(fd);
    if (taken === -EAGAIN) {
      closeSync(fd);
      return { heldBy: noted(path) ?? "unknown" };
    }
    checked(taken, "lock", path);
    if (isAt(path, fd)) {
      note(fd);
      return { release: () => release(path, fd) };
    }
    // Who had it took the file away after we had opened it: the lock is on the next file of that name.
    closeSync(fd);
  }
};

function open(path: string): number {
  try {
    return openSync(path, "a+", 0o600);
  } catch (error) {
    throw fileError("take the lock", path, error);
  }
}

/** The file goes before the lock does, or it could be the next one's. */
function release(path: string, fd: number): void {
  if (isAt(path, fd)) rmSync(path, { force: true });
  closeSync(fd);
}

function isAt(path: string, fd: number): boolean {
  const [there, ours] = [statSync(path, { throwIfNoEntry: false }), fstatSync(fd)];
  return there?.ino === ours.ino && there.dev === ours.dev;
}

/** For the next one's message only: on a full disk it goes without. */
function note(fd: number): void {
  try {
    ftruncateSync(fd);
    writeSync(fd, `${process.pid}\n`);
  } catch {
    return;
  }
}

/** The process's id; undefined in the moment before it is noted, or after it is let go. */
function noted(path: string): number | undefined {
  try {
    return Number(/^\d+(?=\n$)/.exec(readFileSync(path, "utf8"))?.[0] ?? Number.NaN) || undefined;
  } catch {
    return undefined;
  }
}
