/** The lock of the IPVS table against a real kernel: one holder per network namespace, freed however the holder ends, nobody's but root's. */

import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import t from "tap";
import { CLONE_NEWNET } from "../../lib/kernel/sched.ts";
import { native } from "../../lib/native/addon.ts";
import type { TableLock } from "../../lib/ports/table-lock.ts";
import { networkNamespaceFile } from "../../lib/system/network-namespace-file.ts";
import { lockTable } from "../../lib/system/table-lock.ts";
import { waitFor } from "../support/wait-for.ts";

/** Moves the main thread: sockets opened and children started from now on are in it. */
function newNamespace(): number {
  return native().unshare(CLONE_NEWNET);
}

const options =
  process.getuid?.() === 0 && newNamespace() === 0 ? {} : { skip: "needs the privilege to make a network namespace" };

const module = new URL("../../lib/system/table-lock.js", import.meta.url).href;

/** Another process of this namespace, and what it printed first. */
async function started(script: string): Promise<{ child: ChildProcess; said: string }> {
  const child = spawn(process.execPath, ["-e", script], { stdio: ["ignore", "pipe", "inherit"] });
  const [said] = await once(child.stdout, "data");
  return { child, said: String(said).trim() };
}

/** One that has the lock. */
async function holder(): Promise<ChildProcess> {
  const { child, said } = await started(`import(${JSON.stringify(module)}).then(({ lockTable }) => {
    console.log(Object.keys(lockTable()).join());
    setInterval(() => {}, 1000);
  });`);
  if (said !== "release") throw new Error(`it has ${said}`);
  return child;
}

async function kill(child: ChildProcess): Promise<void> {
  child.kill("SIGKILL");
  await waitFor(() => child.exitCode !== null || child.signalCode !== null, "its end");
}

function taken(): TableLock {
  const lock = lockTable();
  if ("release" in lock) return lock;
  throw new Error(`the lock is held by ${lock.heldBy}`);
}

const path = () => networkNamespaceFile("ipvs-table", "lock");

t.test("one at a time, in one process as well; released it is free, and nothing is left", options, async (t) => {
  const first = taken();
  t.same(lockTable(), { heldBy: process.pid });
  t.equal(statSync(path()).mode & 0o777, 0o600);
  first.release();
  t.notOk(existsSync(path()));
  taken().release();
});

t.test("the holder is named, and one that is killed leaves the lock free", options, async (t) => {
  const child = await holder();
  t.same(lockTable(), { heldBy: child.pid });
  await kill(child);
  taken().release();
  t.notOk(existsSync(path()));
});

t.test(
  "what a killed one left, whatever is in it, is no lock, and a holder not yet noted is unknown",
  options,
  async (t) => {
    writeFileSync(path(), "4711\n");
    const lock = taken();
    t.same(lockTable(), { heldBy: process.pid });
    writeFileSync(path(), "");
    t.same(lockTable(), { heldBy: "unknown" });
    lock.release();
  },
);

t.test(
  "a file that somebody took away is never two holders' and never taken away from the second",
  options,
  async (t) => {
    const first = taken();
    rmSync(path());
    const second = taken();
    first.release();
    t.same(lockTable(), { heldBy: process.pid }, "the second has it still");
    second.release();
  },
);

t.test("nobody without privilege can hold it or keep it from being taken", options, async (t) => {
  const squat = `
    const { native } = await import(${JSON.stringify(new URL("../../lib/native/addon.js", import.meta.url).href)});
    const { openSync, readdirSync } = await import("node:fs");
    native();
    process.setgroups([]); process.setgid(65534); process.setuid(65534);
    const said = [];
    for (const [path, flags] of [[${JSON.stringify(path())}, "r"], [${JSON.stringify(path())}, "a+"], ["/proc/self/ns/net", "r"]])
      try { said.push(native().lock(openSync(path, flags))); } catch (error) { said.push(error.code); }
    console.log(said.join());
    setInterval(() => {}, 1000);`;
  const script = (text: string) => `(async () => {${text}})()`;
  const before = await started(script(squat));
  t.match(before.said, /^(ENOENT|EACCES),EACCES,0$/);
  const lock = taken();
  const during = await started(script(squat));
  t.match(during.said, /^EACCES,EACCES,/);
  lock.release();
  taken().release();
  await kill(before.child);
  await kill(during.child);
});

t.test("many at once: never two, and the last leaves nothing", options, async (t) => {
  const script = `import(${JSON.stringify(module)}).then(({ lockTable }) => {
    const shared = ${JSON.stringify(`${path()}.held`)};
    const { openSync, closeSync, unlinkSync } = require("node:fs");
    let count = 0;
    for (const end = performance.now() + 1500; performance.now() < end; ) {
      const lock = lockTable();
      if (!("release" in lock)) continue;
      closeSync(openSync(shared, "wx"));
      unlinkSync(shared);
      lock.release();
      count++;
    }
    console.log(count > 0 ? "never two" : "never");
  }).catch((error) => console.log(error.message));`;
  const all = await Promise.all(Array.from({ length: 4 }, () => started(script)));
  t.same(
    all.map(({ said }) => said),
    all.map(() => "never two"),
  );
  const left = readdirSync("/run").filter((name) => `/run/${name}`.startsWith(path()));
  t.same(left, []);
});

t.test("another network namespace has a lock of its own", options, async (t) => {
  const child = await holder();
  const theirs = path();
  newNamespace();
  taken().release();
  t.ok(existsSync(theirs));
  await kill(child);
  rmSync(theirs);
});
