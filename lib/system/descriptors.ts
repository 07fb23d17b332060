/** Keeps children from inheriting descriptors. */

import { native } from "../native/addon.ts";
import { checked } from "./syscall.ts";

/**
 * No child started from now on inherits a descriptor beyond 0, 1 and 2 that is open now: to be called right before every
 * child, because the raw-socket package opens its sockets without close-on-exec. @throws SystemError
 */
export function markAllCloseOnExec(): void {
  checked(native().markAllCloseOnExec(), "mark the descriptors", "of this process as close-on-exec");
}
