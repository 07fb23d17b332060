/** Output of a command: whole, whatever reads it and however slowly, and its loss told. */

import { execFileSync, spawn } from "node:child_process";
import { closeSync, constants, mkdtempSync, openSync, rmSync } from "node:fs";
import { Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import t from "tap";
import { processOutput } from "../../../lib/system/process-output.ts";

const program = fileURLToPath(new URL("../../support/long-output.js", import.meta.url));
const lines = Array.from({ length: 20 }, (_, line) => `${line} ${"x".repeat(100_000)}\n`);

interface Seen {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** @param read what is done with standard output where it is a pipe. */
function run(stdout: "pipe" | number, read: "all" | "nothing"): Promise<Seen> {
  const child = spawn(process.execPath, [program], { stdio: ["ignore", stdout, "pipe"] });
  const seen = { stdout: "", stderr: "" };
  if (read === "nothing") child.stdout?.destroy();
  else
    child.stdout?.setEncoding("utf8").on("data", (text: string) => {
      seen.stdout += text;
    });
  child.stderr?.setEncoding("utf8").on("data", (text: string) => {
    seen.stderr += text;
  });
  return new Promise((resolve) => child.once("close", (status) => resolve({ status, ...seen })));
}

t.test("2 MB through a pipe", async (t) => {
  const { status, stdout, stderr } = await run("pipe", "all");
  t.match({ status, stderr }, { status: 0, stderr: "" });
  t.ok(stdout === lines.join(""), `all of it, in order: ${stdout.length} characters`);
});

t.test("2 MB through a pipe that somebody made non-blocking, and that is read later", async (t) => {
  const folder = mkdtempSync(join(tmpdir(), "lvskit-output-"));
  t.teardown(() => rmSync(folder, { recursive: true }));
  const pipe = join(folder, "pipe");
  execFileSync("mkfifo", [pipe]);
  const reader = openSync(pipe, constants.O_RDONLY | constants.O_NONBLOCK);
  const writer = openSync(pipe, constants.O_WRONLY | constants.O_NONBLOCK);
  const failures: string[] = [];
  const stream = new Socket({ fd: writer, readable: false, writable: true });
  const output = processOutput(
    writer,
    () => stream as unknown as NodeJS.WriteStream,
    ({ reason }) => failures.push(reason),
  );
  // Long ones have memory of their own, short ones all the same, and the pipe is full in the middle of a short one.
  const texts = lines.flatMap((line) => ["ä€\u{1f600}".repeat(3_000), "€".repeat(50_000), line.slice(0, 30_000), line]);
  for (const text of texts) output.write(text);
  let read = "";
  const source = new Socket({ fd: reader, readable: true, writable: false }).setEncoding("utf8");
  source.on("data", (text: string) => {
    read += text;
  });
  await output.flushed();
  stream.end();
  await new Promise((resolve) => source.once("end", resolve));
  t.same(failures, []);
  t.ok(read === texts.join(""), `all of it, in order: ${read.length} characters`);
});

t.test(
  "a full disk is one sentence and status 1; a reader that has gone is what SIGPIPE would say: nothing, and 141",
  async (t) => {
    const disk = openSync("/dev/full", "w");
    const full = await run(disk, "nothing");
    closeSync(disk);
    t.equal(full.status, 1);
    t.match(full.stderr, /^long-output\.js: cannot write the output: No space left on device\n$/);
    const closed = await run("pipe", "nothing");
    t.equal(closed.status, 141);
    t.equal(closed.stderr, "");
  },
);

t.test("that it is lost is known at once", async (t) => {
  const fd = openSync("/dev/full", "w");
  const failures: string[] = [];
  const output = processOutput(
    fd,
    () => process.stdout,
    ({ code }) => failures.push(`${code}`),
  );
  t.equal(output.lost, false);
  output.write("x");
  t.equal(output.lost, true);
  output.write("y");
  t.same(failures, ["ENOSPC"], "told once");
  closeSync(fd);
});
