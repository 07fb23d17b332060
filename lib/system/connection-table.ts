/** The kernel's text of all IPVS connections, read piece by piece: a busy director has millions, which no string can hold. */

import { closeSync, openSync, readSync } from "node:fs";
import { SystemError } from "../diag/errors.ts";
import { type Connection, parseConnection } from "../ipvs/connection.ts";
import { fileError } from "./file-error.ts";

/** Of the network namespace of this process's first thread. */
const connectionsPath = "/proc/net/ip_vs_conn";
/** How the first line begins. */
const titles = "Pro ";
const pieceBytes = 65_536;
/** A line has at most 500 characters, 255 of them a persistence engine's data. */
const longestLine = 4_096;

/** @throws SystemError from the iteration. */
export function* readConnections(path = connectionsPath): Generator<Connection, void> {
  let number = 0;
  for (const line of linesOf(path)) {
    number++;
    const connection = line.length > longestLine ? undefined : parseConnection(line);
    if (connection !== undefined) yield connection;
    else if (number > 1 || !line.startsWith(titles)) throw strange(path, number);
  }
}

/** A line that is too long is handed out as far as it was read, and then nothing more. */
function* linesOf(path: string): Generator<string, void> {
  const fd = attempt(path, "open", () => openSync(path, "r"));
  try {
    const piece = Buffer.alloc(pieceBytes);
    let rest = "";
    while (rest.length <= longestLine) {
      const count = attempt(path, "read", () => readSync(fd, piece));
      if (count === 0) break;
      const lines = (rest + piece.toString("latin1", 0, count)).split("\n");
      rest = lines.pop() ?? "";
      yield* lines;
    }
    if (rest !== "") yield rest;
  } finally {
    closeSync(fd);
  }
}

function attempt<T>(path: string, operation: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw fileError(operation, path, error);
  }
}

function strange(path: string, line: number): SystemError {
  return new SystemError("read", path, { code: "EBADMSG", reason: `line ${line} is no IPVS connection` });
}
