/** What can go wrong between a netlink request and its answer, as one typed error. Knows no operation: callers name it. */

import { SystemError } from "../diag/errors.ts";
import { errnoName, errnoText } from "../kernel/errno.ts";

/**
 * `refused`: the kernel answered with an errno; nothing was done.
 * `overrun`: answers were lost; `timeout`: none came; `malformed`: one made no sense. Of these three nobody can say whether
 * the request was carried out: read the state back.
 */
export type NetlinkErrorKind = "refused" | "overrun" | "timeout" | "malformed";

const codes = { overrun: "ENOBUFS", timeout: "ETIMEDOUT", malformed: "EBADMSG" } as const;

export class NetlinkError extends Error {
  override readonly name = "NetlinkError";
  readonly kind: NetlinkErrorKind;
  /** Symbolic errno. */
  readonly code: string;
  /** The kernel's own words beyond errno (NLMSGERR_ATTR_MSG), where it had any. */
  readonly detail: string | undefined;

  constructor(kind: NetlinkErrorKind, code: string, reason: string, detail?: string) {
    super(reason);
    this.kind = kind;
    this.code = code;
    this.detail = detail;
  }

  /** Whether the request may have been carried out all the same. */
  get outcomeUnknown(): boolean {
    return this.kind !== "refused";
  }
}

/** @param errno positive. */
export function refused(errno: number, detail: string | undefined): NetlinkError {
  return new NetlinkError("refused", errnoName(errno), errnoText(errno), detail);
}

export function lost(kind: Exclude<NetlinkErrorKind, "refused">, reason: string): NetlinkError {
  return new NetlinkError(kind, codes[kind], reason);
}

/** The same failure with its operation (`add the address`) and target; errors of other kinds pass unchanged. */
export function asSystemError(operation: string, target: string, error: unknown): unknown {
  if (!(error instanceof NetlinkError)) return error;
  const { code, detail, message: reason } = error;
  return new SystemError(operation, target, { code, reason, detail, cause: error });
}
