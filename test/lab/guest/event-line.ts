/** The machine's side of the event line: a serial line that the host reads. */

import { openSync, writeSync } from "node:fs";
import type { LabEvent } from "../events.ts";

let line: number | undefined;

/** Sends one event to the host; returns once the kernel has taken it. */
export function emit(event: LabEvent): void {
  line ??= openSync("/dev/ttyS0", "w");
  const bytes = Buffer.from(`${JSON.stringify(event)}\n`);
  for (let sent = 0; sent < bytes.length; ) sent += writeSync(line, bytes, sent);
}
