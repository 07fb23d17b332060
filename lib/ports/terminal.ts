/** A terminal that a command has to itself for a while: keys come in one by one, the whole screen is the command's. */

export interface Terminal {
  /** Rows and columns now; 24 and 80 where the terminal does not say. */
  size(): { readonly rows: number; readonly columns: number };
  /**
   * Takes the terminal: keys unbuffered and unseen, another screen, no cursor. Whatever ends the process but SIGKILL gives
   * it back.
   */
  enter(listener: TerminalListener): void;
  /** Whether all that was written has gone out; while it has not, what is written is lost. */
  readonly ready: boolean;
  /** Never waits: a slow line takes its time. */
  write(text: string): void;
  /** Gives the terminal back and stops the process, as Ctrl-Z does; `resumed` is called when somebody continues it. */
  suspend(): void;
  /** Gives the terminal back. Safe to call twice. */
  leave(): void;
}

export interface TerminalListener {
  /** @param bytes as Latin-1, cut anywhere. */
  typed(bytes: string): void;
  resized(): void;
  /** Everything is out that was written while the terminal was not ready. */
  drained(): void;
  /** The process was stopped and goes on: nothing is known of the screen. */
  resumed(): void;
  /** Somebody wants the process to end. @param status of the exit, 128 and the signal's number. */
  ended(status: number): void;
}
