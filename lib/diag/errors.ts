/** Failures of the system under us, as typed errors. What a person wrote wrong is a Diagnostic, never one of these. */

/** Something that the kernel, the file system or the network refused. */
export class SystemError extends Error {
  override readonly name = "SystemError";
  /** What was being done, in the infinitive: `add the address`. */
  readonly operation: string;
  /** To what: `172.16.12.110/32 on ens33`. */
  readonly target: string;
  /** Symbolic errno (`EPERM`), or `UNKNOWN`. */
  readonly code: string;
  /** What the kernel said beyond errno (netlink extended ack), where it said anything. */
  readonly detail: string | undefined;

  constructor(
    operation: string,
    target: string,
    options: { code: string; reason: string; detail?: string | undefined; cause?: unknown },
  ) {
    const detail = options.detail ? ` (${options.detail})` : "";
    super(`cannot ${operation} ${target}: ${options.reason}${detail}`, { cause: options.cause });
    this.operation = operation;
    this.target = target;
    this.code = options.code;
    this.detail = options.detail;
  }
}

/** Ends a command with one sentence for the person and an exit status; thrown by commands, caught by commands/main.ts. */
export class CommandFailure extends Error {
  override readonly name = "CommandFailure";
  readonly status: number;

  constructor(sentence: string, status: number, options?: { cause?: unknown }) {
    super(sentence, options);
    this.status = status;
  }
}
