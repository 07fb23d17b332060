/** Results of the native addon's calls: a negated errno becomes a SystemError. */

import { SystemError } from "../diag/errors.ts";
import { errnoName, errnoText } from "../kernel/errno.ts";

/** @returns `result`, where it is none. @throws SystemError */
export function checked(result: number, operation: string, target: string): number {
  if (result >= 0) return result;
  throw new SystemError(operation, target, { code: errnoName(-result), reason: errnoText(-result) });
}

/** The bytes of an int, as socket options want them. */
export function int(value: number): Uint8Array {
  return new Uint8Array(Int32Array.of(value).buffer);
}
