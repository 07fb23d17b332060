/** Keeps two commands from changing the IPVS table of one network namespace at once. */

export interface TableLock {
  /** Also happens by itself when the process ends, however it ends. */
  release(): void;
}

/** @returns the lock, or at once who has it: the process's id where it can be told. @throws SystemError */
export type LockTable = () => TableLock | { readonly heldBy: number | "unknown" };
