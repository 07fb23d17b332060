/** A standard stream of this process as an Output: written at once with write(2), without Node's streams, which take a start 6 ms to load. */

import { fstatSync, writeSync } from "node:fs";
import type { Output } from "../ports/environment.ts";
import { reasonOf } from "./file-error.ts";

export interface ProcessOutput extends Output {
  /** @returns when everything is out, or has failed. */
  flushed(): Promise<void>;
}

/**
 * Bytes of the memory that texts are turned into before they are written: one, used again, because a listing is megabytes and fresh
 * memory is dear. Longer texts have their own.
 */
const shared = 131_072;

/** Why the output is not complete. */
export interface WriteFailure {
  /** The errno's name, such as ENOSPC. */
  readonly code: string | undefined;
  /** In the kernel's words. */
  readonly reason: string;
}

/**
 * @param streamOf Node's stream on `fd`, asked for only where it is needed: to know a terminal, and where `fd` is not blocking
 * (another process made it so) and full, which takes an event loop to wait for.
 * @param onFailure told once, why the output is not complete (full disk, closed pipe).
 */
export function processOutput(
  fd: number,
  streamOf: () => NodeJS.WriteStream,
  onFailure: (failure: WriteFailure) => void,
): ProcessOutput {
  let stream: NodeJS.WriteStream | undefined;
  let failed = false;
  let memory: Buffer | undefined;
  const bytesOf = (text: string) => {
    // UTF-8 takes at most three bytes for each of a string's units.
    if (3 * text.length > shared) return Buffer.from(text);
    memory ??= Buffer.allocUnsafeSlow(shared);
    return memory.subarray(0, memory.write(text));
  };
  const fail = (error: Error) => {
    if (!failed) onFailure({ code: (error as NodeJS.ErrnoException).code, reason: reasonOf(error) });
    failed = true;
  };
  const open = () => {
    if (stream === undefined) {
      stream = streamOf();
      stream.on("error", fail);
    }
    return stream;
  };
  return {
    write(text) {
      if (failed) return;
      if (stream !== undefined) stream.write(text);
      else writeAll(fd, bytesOf(text), { onFull: (rest) => open().write(rest), onFailure: fail });
    },
    get isTerminal() {
      return isDevice(fd) && open().isTTY === true;
    },
    get lost() {
      return failed;
    },
    get columns() {
      // A terminal that nobody told its size, such as a serial line, says 0.
      return open().columns || undefined;
    },
    flushed: () => flushed(stream),
  };
}

/** Whether it can be a terminal at all: a file or a pipe need no stream to be told apart from one. */
function isDevice(fd: number): boolean {
  try {
    return fstatSync(fd).isCharacterDevice();
  } catch {
    return false;
  }
}

interface Obstacles {
  readonly onFull: (rest: Buffer) => void;
  readonly onFailure: (error: Error) => void;
}

function writeAll(fd: number, bytes: Buffer, { onFull, onFailure }: Obstacles): void {
  let rest = bytes;
  try {
    while (rest.length > 0) rest = rest.subarray(writeSync(fd, rest));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EAGAIN") onFull(rest);
    else onFailure(error as Error);
  }
}

/** Also waits for the failure of a write that was made at once, which the stream tells in a later turn. */
function flushed(stream: NodeJS.WriteStream | undefined): Promise<void> {
  return new Promise((resolve) => {
    if (stream === undefined) resolve();
    else if (stream.destroyed || stream.writableLength === 0) setImmediate(resolve);
    else stream.write("", () => setImmediate(resolve));
  });
}
