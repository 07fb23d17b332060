/** Errors of node:fs as SystemErrors. */

import { SystemError } from "../diag/errors.ts";
import { errnoText } from "../kernel/errno.ts";

/** @param error what a function of node:fs threw. */
export function fileError(operation: string, path: string, error: unknown): SystemError {
  const { code, errno, message } = error as NodeJS.ErrnoException;
  const reason = errno === undefined ? message : errnoText(-errno);
  return new SystemError(operation, path, { code: code ?? "UNKNOWN", reason, cause: error });
}

export function isMissing(error: unknown): boolean {
  return (error as NodeJS.ErrnoException).code === "ENOENT";
}
