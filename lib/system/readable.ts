/** Tells listeners when a descriptor can be read, over the addon's one watching thread. Reads nothing itself. */

import { native } from "../native/addon.ts";
import { checked } from "./syscall.ts";

const listeners = new Map<number, () => void>();
let started = false;

/**
 * Calls `listener` from the event loop whenever `fd` can be read or has failed, and again until it is drained; keeps the
 * process alive. A call without anything to read is possible.
 * @returns stops the calls; to be used before `fd` is closed.
 * @throws SystemError
 */
export function watchReadable(fd: number, listener: () => void): () => void {
  if (!started) checked(native().watchStart(dispatch), "start", "the watching thread");
  started = true;
  checked(native().watchAdd(fd), "watch", `descriptor ${fd}`);
  if (listeners.size === 0) native().watchKeepsAlive(1);
  listeners.set(fd, listener);
  return () => {
    if (listeners.get(fd) !== listener) return;
    listeners.delete(fd);
    native().watchRemove(fd);
    if (listeners.size === 0) native().watchKeepsAlive(0);
  };
}

/** A call for a descriptor that is no longer watched may come late. */
function dispatch(fd: number): void {
  try {
    listeners.get(fd)?.();
  } finally {
    if (listeners.has(fd)) native().watchAgain(fd);
  }
}
