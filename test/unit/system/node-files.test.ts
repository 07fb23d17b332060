import { execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, readdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import t from "tap";
import type { SystemError } from "../../../lib/diag/errors.ts";
import { longestFile } from "../../../lib/ports/files.ts";
import { nodeFiles } from "../../../lib/system/node-files.ts";
import { failure } from "../../support/failure.ts";

const mode = (path: string) => statSync(path).mode & 0o777;

t.test("what is written is read, and nothing else is left in the folder", async (t) => {
  const folder = t.testdir({ "state.json": "old" });
  const path = join(folder, "state.json");
  const before = statSync(path).ino;
  nodeFiles.write(path, "new");
  t.equal(nodeFiles.read(path), "new");
  t.not(statSync(path).ino, before, "replaced, not overwritten");
  t.strictSame(readdirSync(folder), ["state.json"]);
});

t.test("missing folders are made", async (t) => {
  const path = join(t.testdir(), "a/b/state.json");
  nodeFiles.write(path, "{}");
  t.equal(nodeFiles.read(path), "{}");
});

t.test("a mode that is asked for is not the umask's business", async (t) => {
  const folder = t.testdir({ "public.txt": "" });
  const umask = process.umask(0o077);
  t.teardown(() => process.umask(umask));
  nodeFiles.write(join(folder, "secret"), "x", 0o600);
  nodeFiles.write(join(folder, "shared"), "x", 0o664);
  nodeFiles.write(join(folder, "usual"), "x");
  t.strictSame(
    ["secret", "shared", "usual"].map((name) => mode(join(folder, name))),
    [0o600, 0o664, 0o600],
  );
});

t.test("a symbolic link survives, its file is replaced", async (t) => {
  const folder = t.testdir({ real: { "checkd.conf": "old" } });
  symlinkSync("real/checkd.conf", join(folder, "checkd.conf"));
  nodeFiles.write(join(folder, "checkd.conf"), "new");
  t.equal(readFileSync(join(folder, "real/checkd.conf"), "utf8"), "new");
  t.strictSame(readdirSync(folder).sort(), ["checkd.conf", "real"]);
});

t.test("what a killed process left behind is in nobody's way", async (t) => {
  const folder = t.testdir();
  writeFileSync(join(folder, `.state.${process.pid}`), "half", { mode: 0o666 });
  nodeFiles.write(join(folder, "state"), "whole", 0o600);
  t.equal(mode(join(folder, "state")), 0o600);
  t.strictSame(readdirSync(folder), ["state"]);
});

t.test("a device is written to, never replaced", async (t) => {
  nodeFiles.write("/dev/null", "x");
  t.ok(statSync("/dev/null").isCharacterDevice());
});

t.test("a write that fails leaves the old text and no other file", async (t) => {
  const folder = t.testdir({ state: "old" });
  mkdirSync(join(folder, `.state.${process.pid}`));
  t.match(
    failure(() => nodeFiles.write(join(folder, "state"), "new")),
    { name: "SystemError", operation: "write" },
  );
  t.equal(nodeFiles.read(join(folder, "state")), "old");
});

t.test("failures say which file", async (t) => {
  const folder = t.testdir({ file: "" });
  t.match(
    failure(() => nodeFiles.read(join(folder, "missing"))),
    {
      code: "ENOENT",
      message: `cannot read ${join(folder, "missing")}: No such file or directory`,
    },
  );
  t.match(
    failure(() => nodeFiles.read(folder)),
    { code: "EISDIR" },
  );
  t.match(
    failure(() => nodeFiles.write(join(folder, "file/below"), "")),
    { code: /^E(NOTDIR|EXIST)$/ },
  );
});

t.test("what may never end is not read", async (t) => {
  const folder = t.testdir({ long: "x".repeat(longestFile + 1), longest: "x".repeat(longestFile) });
  execFileSync("mkfifo", [join(folder, "pipe")]);
  const refusal = (path: string) => failure(() => nodeFiles.read(path)) as SystemError;
  t.match(refusal(join(folder, "pipe")), { message: `cannot read ${join(folder, "pipe")}: Not a regular file` });
  t.match(refusal("/dev/zero"), { message: "cannot read /dev/zero: Not a regular file" });
  t.match(refusal(join(folder, "long")), { code: "EFBIG", message: /long: More than 8 MiB$/ });
  t.equal(nodeFiles.read(join(folder, "longest")).length, longestFile);
  t.match(
    failure(() => nodeFiles.readOnce(join(folder, "long"))),
    { code: "EFBIG" },
  );
  t.equal(nodeFiles.readOnce(join(folder, "long"), 2 * longestFile).length, longestFile + 1, "where more is wanted");
});

t.test("a pipe is read to its end where it may be read once, as bounded as a file", async (t) => {
  const folder = t.testdir({});
  const pipe = join(folder, "pipe");
  execFileSync("mkfifo", [pipe]);
  const writer = spawn("sh", ["-c", 'printf one > "$0"', pipe], { stdio: "ignore" });
  t.equal(nodeFiles.readOnce(pipe), "one");
  await once(writer, "exit");
  t.match(
    failure(() => nodeFiles.readOnce("/dev/zero")),
    { code: "EFBIG" },
  );
  t.match(
    failure(() => nodeFiles.readOnce(join(folder, "missing"))),
    { code: "ENOENT", operation: "read" },
  );
});

t.test("a file whose size the kernel does not say is read whole", async (t) => {
  t.equal(statSync("/proc/kallsyms").size, 0);
  t.equal(nodeFiles.read("/proc/kallsyms"), readFileSync("/proc/kallsyms", "utf8"));
});

t.test("removal", async (t) => {
  const folder = t.testdir({ state: "x" });
  t.ok(nodeFiles.exists(join(folder, "state")));
  nodeFiles.remove(join(folder, "state"));
  t.notOk(nodeFiles.exists(join(folder, "state")));
  t.doesNotThrow(() => nodeFiles.remove(join(folder, "state")), "nothing there, nothing to do");
  t.match(
    failure(() => nodeFiles.remove(folder)),
    { name: "SystemError" },
  );
});
