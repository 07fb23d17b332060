/** Errors of Node: its files' as SystemErrors, and what any of them means in words. */

import { SystemError } from "../diag/errors.ts";
import { errnoText } from "../kernel/errno.ts";

/** @param error what a function of node:fs threw. */
export function fileError(operation: string, path: string, error: unknown): SystemError {
  const { code } = error as NodeJS.ErrnoException;
  return new SystemError(operation, path, { code: code ?? "UNKNOWN", reason: reasonOf(error), cause: error });
}

/** @returns the kernel's reason; Node's messages repeat the code and name its own functions. */
export function reasonOf(error: unknown): string {
  const { errno, message } = error as NodeJS.ErrnoException;
  return errno === undefined ? message : errnoText(-errno);
}

export function isMissing(error: unknown): boolean {
  return (error as NodeJS.ErrnoException).code === "ENOENT";
}
