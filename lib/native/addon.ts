/** The native addon's functions with their types, and where its file is. What the calls are used for is system/'s. */

import { existsSync } from "node:fs";
import { join } from "node:path";
import { SystemError } from "../diag/errors.ts";

/**
 * Thin system calls: each returns a non-negative result or a negated errno, see addon.c. Lengths are bytes, times
 * milliseconds, socket addresses the kernel's structures as bytes.
 */
export interface Native {
  /** @returns a descriptor, close-on-exec. */
  socket(family: number, type: number, protocol: number): number;
  bind(fd: number, address: Uint8Array): number;
  setOption(fd: number, level: number, option: number, value: Uint8Array): number;
  /** Waits for room as long as SO_SNDTIMEO says. */
  send(fd: number, datagram: Uint8Array, to?: Uint8Array): number;
  /** @returns the datagram's length, more than the buffer's where the end was lost; -EAGAIN when the time is over. */
  receive(fd: number, buffer: Uint8Array, timeout: number, from?: Uint8Array): number;
  close(fd: number): number;
  /** flock(2), exclusive. @returns -EAGAIN at once where it is locked through another opening of the file. */
  lock(fd: number): number;
  interfaceIndex(name: string): number;
  /** From now on no descriptor but 0, 1 and 2 is inherited by children. */
  markAllCloseOnExec(): number;
  /** Moves the calling thread only. */
  setNetworkNamespace(path: string): number;
  /** @param flags CLONE_NEW*; of the calling thread only. */
  unshare(flags: number): number;
  watchStart(listener: (fd: number) => void): number;
  watchAdd(fd: number): number;
  watchAgain(fd: number): number;
  watchRemove(fd: number): number;
  watchKeepsAlive(keep: 0 | 1): number;
}

let loaded: Native | undefined;

/** Loads the addon at the first call. @throws SystemError where it was not built for this machine. */
export function native(): Native {
  loaded ??= load();
  return loaded;
}

/** Seen from a bundle in dist/bin/ and from dist/lib/native/addon.js. */
const places = ["../native/lvskit.node", "../../native/lvskit.node"];

function load(): Native {
  const files = places.map((place) => join(import.meta.dirname, place));
  const file = files.find((path) => existsSync(path));
  if (file === undefined) throw unusable(files[0] ?? "", "ENOENT", "it was not built");
  try {
    // Not by createRequire: loading node:module costs a start 2 ms.
    const module: { exports: unknown } = { exports: {} };
    process.dlopen(module, file);
    return module.exports as Native;
  } catch (cause) {
    throw unusable(file, "ENOEXEC", cause instanceof Error ? cause.message : String(cause), cause);
  }
}

function unusable(file: string, code: string, reason: string, cause?: unknown): SystemError {
  return new SystemError("load the native addon", file, {
    code,
    reason: `${reason}; build it with "npm rebuild" or "node lib/native/build.mjs"`,
    cause,
  });
}
