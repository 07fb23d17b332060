/** Signals by which an operator steers a daemon. */

export type SignalName = "SIGHUP" | "SIGINT" | "SIGTERM" | "SIGUSR1" | "SIGUSR2";

export interface Signals {
  /** From now on `listener` is called for each such signal, and the signal no longer ends the process. */
  on(name: SignalName, listener: () => void): void;
}
