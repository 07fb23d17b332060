/** Standard input of a real process: files, pipes, what is no file, and pipes that another process made non-blocking. */

import { spawn } from "node:child_process";
import { closeSync, mkdtempSync, openSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import t from "tap";
import { processInput } from "../../../lib/system/process-input.ts";

const folder = mkdtempSync(join(tmpdir(), "lvskit-input-"));
t.teardown(() => rmSync(folder, { recursive: true }));

function never(): never {
  throw new Error("the stream is not needed here");
}

async function readAll(fd: number, stream: () => NodeJS.ReadableStream = never): Promise<string> {
  const input = processInput(fd, stream);
  const parts: Buffer[] = [];
  for (let part = await input.read(); part !== undefined; part = await input.read()) parts.push(Buffer.from(part));
  return Buffer.concat(parts).toString();
}

t.test("a file, in parts, and its size", async (t) => {
  const file = join(folder, "rules");
  const text = "0123456789\n".repeat(60_000);
  writeFileSync(file, text);
  const fd = openSync(file, "r");
  t.equal(processInput(fd, never).size, text.length);
  t.ok((await readAll(fd)) === text);
  closeSync(fd);
});

t.test("a folder is no input", async (t) => {
  const fd = openSync(folder, "r");
  t.equal(processInput(fd, never).size, undefined);
  await t.rejects(readAll(fd), { code: "EISDIR", message: "cannot read standard input: Is a directory" });
  closeSync(fd);
});

t.test("where there is nothing yet and the descriptor does not block, Node's stream waits", async (t) => {
  // Node makes the pipes to its children non-blocking at this end.
  const child = spawn("sh", ["-c", "read go; echo one; echo two"], { stdio: ["pipe", "pipe", "inherit"] });
  const fd = (child.stdout as unknown as { _handle: { fd: number } })._handle.fd;
  const stream = () => {
    child.stdin.end("go\n");
    return child.stdout;
  };
  t.equal(await readAll(fd, stream), "one\ntwo\n");
});
