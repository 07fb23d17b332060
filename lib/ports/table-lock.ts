/** Keeps two commands from changing the IPVS table of one network namespace at once. */

export interface TableLock {
  /** Also happens by itself when the process ends, however it ends. */
  release(): void;
}

export interface LockHolder {
  /** The process's id, where it can be told. */
  readonly heldBy: number | "unknown";
}

/** @returns the lock, or at once who has it. @throws SystemError */
export type LockTable = () => TableLock | LockHolder;
