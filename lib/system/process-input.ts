/** A standard stream of this process as an Input: read(2) at once, without Node's streams, which take a start 6 ms to load. */

import { fstatSync, readSync } from "node:fs";
import type { Input } from "../ports/environment.ts";
import { fileError } from "./file-error.ts";

/**
 * Some two hundred lines of rules, which are one datagram of requests. What is made of them is dropped before the next are read, and so
 * little of it that V8 lets new objects have the same few pages again: with 32 KiB the heap grew by 10 MB.
 */
const chunk = 12_288;

/** @param streamOf Node's stream on `fd`, for where it is not blocking (another process made it so): that takes an event loop. */
export function processInput(fd: number, streamOf: () => NodeJS.ReadableStream): Input {
  let buffer: Buffer | undefined;
  let stream: AsyncIterator<Buffer | string> | undefined;
  return {
    get size() {
      return sizeOf(fd);
    },
    async read() {
      buffer ??= Buffer.allocUnsafe(chunk);
      if (stream === undefined) {
        const bytes = readNow(fd, buffer);
        if (bytes !== "later") return bytes;
      }
      stream ??= streamOf()[Symbol.asyncIterator]();
      return nextOf(stream);
    },
  };
}

function sizeOf(fd: number): number | undefined {
  try {
    const stats = fstatSync(fd);
    return stats.isFile() ? stats.size : undefined;
  } catch (error) {
    throw fileError("read", "standard input", error);
  }
}

function readNow(fd: number, buffer: Buffer): Uint8Array | undefined | "later" {
  try {
    const length = readSync(fd, buffer);
    return length === 0 ? undefined : buffer.subarray(0, length);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EAGAIN") return "later";
    throw fileError("read", "standard input", error);
  }
}

async function nextOf(stream: AsyncIterator<Buffer | string>): Promise<Uint8Array | undefined> {
  try {
    const { done, value } = await stream.next();
    return done ? undefined : Buffer.from(value);
  } catch (error) {
    throw fileError("read", "standard input", error);
  }
}
