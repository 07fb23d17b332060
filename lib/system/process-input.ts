/** A standard stream of this process as an Input: read(2) at once, without Node's streams, which take a start 6 ms to load. */

import { fstatSync, readSync } from "node:fs";
import type { Input } from "../ports/environment.ts";
import { fileError } from "./file-error.ts";

/** Some hundred lines of rules: a few batches of requests, and little memory in use at any moment. */
const chunk = 32_768;

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
