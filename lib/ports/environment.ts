/** The outside world of one run of a command, as far as words and bytes go. Only bin/ and system/ touch `process`. */

/** Exit status; what each number means is in the command's man page. */
export type ExitStatus = number;

/** The outside world of one run, as far as words and bytes go. */
export interface Environment {
  /** Words after the command's name. */
  readonly argv: readonly string[];
  /** Name the command was called by, for messages. */
  readonly name: string;
  readonly variables: Readonly<Record<string, string | undefined>>;
  readonly stdin: Input;
  readonly stdout: Output;
  readonly stderr: Output;
}

export interface Input {
  /** Bytes in all, where it is a regular file. */
  readonly size: number | undefined;
  /**
   * Waits until there is something to read.
   * @returns the next bytes, the caller's until the next call; undefined at the end. @throws SystemError
   */
  read(): Promise<Uint8Array | undefined>;
}

export interface Output {
  /** Queues the text; a failing stream is reported when the command ends (full disk, closed pipe). */
  write(text: string): void;
  readonly isTerminal: boolean;
  /** A write has failed, so that nobody will see what is written from now on: for what would go on for ever. */
  readonly lost?: boolean;
  /** Characters per line of the terminal; absent where it is none, or does not say. */
  readonly columns?: number | undefined;
}
