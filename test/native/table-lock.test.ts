/** The lock of the IPVS table against a real kernel: one holder per network namespace, freed however the holder ends. */

import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import t from "tap";
import { CLONE_NEWNET } from "../../lib/kernel/sched.ts";
import { native } from "../../lib/native/addon.ts";
import { lockTable } from "../../lib/system/table-lock.ts";
import { waitFor } from "../support/wait-for.ts";

/** Moves the main thread: sockets opened and children started from now on are in it. */
function newNamespace(): number {
  return native().unshare(CLONE_NEWNET);
}

const options = newNamespace() === 0 ? {} : { skip: "needs the privilege to make a network namespace" };

/** Another process of this namespace that has the lock. @param then what it does after it took it. */
async function holder(then = ""): Promise<ChildProcess> {
  const module = new URL("../../lib/system/table-lock.js", import.meta.url);
  const script = `import(${JSON.stringify(module.href)}).then(({ lockTable }) => {
    const held = "release" in lockTable();
    ${then}
    if (held) console.log("held");
    setInterval(() => {}, 1000);
  });`;
  const child = spawn(process.execPath, ["-e", script], { stdio: ["ignore", "pipe", "inherit"] });
  await once(child.stdout, "data");
  return child;
}

t.test("one at a time, in one process as well; released it is free", options, async (t) => {
  const first = lockTable();
  t.ok("release" in first);
  t.same(lockTable(), { heldBy: process.pid, mayChange: true });
  if ("release" in first) first.release();
  const second = lockTable();
  t.ok("release" in second);
  if ("release" in second) second.release();
});

t.test("the holder is named, and one that is killed leaves nothing", options, async (t) => {
  const child = await holder();
  t.same(lockTable(), { heldBy: child.pid, mayChange: true });
  child.kill("SIGKILL");
  await once(child, "exit");
  const own = lockTable();
  t.ok("release" in own);
  if ("release" in own) own.release();
});

t.test("a holder that could not change the table is told from one that may be at work", options, async (t) => {
  const child = await holder("process.setuid(65534);");
  t.same(lockTable(), { heldBy: child.pid, mayChange: false });
  child.kill("SIGKILL");
  await once(child, "exit");
});

t.test("another network namespace has a lock of its own", options, async (t) => {
  const child = await holder();
  newNamespace();
  const own = lockTable();
  t.ok("release" in own);
  if ("release" in own) own.release();
  child.kill("SIGKILL");
  await waitFor(() => child.exitCode !== null || child.signalCode !== null, "the holder's end");
});
