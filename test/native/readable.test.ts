/** Waiting for descriptors from the event loop, over Unix datagram sockets of this process. */

import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { Worker } from "node:worker_threads";
import t from "tap";
import { native } from "../../lib/native/addon.ts";
import { watchReadable } from "../../lib/system/readable.ts";
import { waitFor } from "../support/wait-for.ts";

const AF_UNIX = 1;
const SOCK_DGRAM = 2;
const modules = {
  addon: new URL("../../lib/native/addon.js", import.meta.url).href,
  readable: new URL("../../lib/system/readable.js", import.meta.url).href,
};

/** A socket that sends to itself, under an abstract name (unix(7)). */
function mailbox(name: string) {
  const fd = native().socket(AF_UNIX, SOCK_DGRAM, 0);
  const address = Buffer.from(`\x01\0\0lvskit-test-${process.pid}-${name}`);
  t.equal(native().bind(fd, address), 0);
  const buffer = Buffer.alloc(100);
  return {
    fd,
    put: () => native().send(fd, Buffer.from("x"), address),
    take: () => native().receive(fd, buffer, 0) > 0,
    close: () => native().close(fd),
  };
}

t.test("told of what comes, once for each as long as it is taken", async (t) => {
  const box = mailbox("once");
  let calls = 0;
  const stop = watchReadable(box.fd, () => {
    calls++;
    box.take();
  });
  for (let i = 1; i <= 5; i++) {
    box.put();
    await waitFor(() => calls === i, `call ${i}`);
  }
  t.notOk(box.take(), "nothing is left");
  stop();
  box.close();
});

t.test("told again as long as something is left, also by a listener that took nothing", async (t) => {
  const box = mailbox("again");
  for (let i = 0; i < 3; i++) box.put();
  let calls = 0;
  let taken = 0;
  const stop = watchReadable(box.fd, () => {
    calls++;
    if (calls % 2 === 0 && box.take()) taken++;
  });
  await waitFor(() => taken === 3, "everything to be taken");
  t.equal(calls, 6);
  stop();
  box.close();
});

t.test("not told after the end, not even of what was on its way", async (t) => {
  const first = mailbox("first");
  const second = mailbox("second");
  const told: string[] = [];
  const stopFirst = watchReadable(first.fd, () => told.push("first"));
  const stopSecond = watchReadable(second.fd, () => {
    told.push("second");
    second.take();
  });
  first.put();
  second.put();
  // The watching thread has both by now or will have; the loop has not run.
  stopFirst();
  stopFirst();
  await waitFor(() => told.includes("second"), "the other one");
  t.strictSame(told, ["second"]);
  stopSecond();
  first.close();
  second.close();
});

t.test("a descriptor that is given out again belongs to its new listener", async (t) => {
  const old = mailbox("old");
  const stopOld = watchReadable(old.fd, () => t.fail("told the old listener"));
  old.put();
  stopOld();
  old.close();
  const fresh = mailbox("fresh");
  t.equal(fresh.fd, old.fd, "the number is the same");
  let told = 0;
  const stop = watchReadable(fresh.fd, () => {
    if (fresh.take()) told++;
  });
  stopOld();
  fresh.put();
  await waitFor(() => told === 1, "the new listener");
  stop();
  fresh.close();
});

t.test("what cannot be watched", async (t) => {
  t.throws(() => watchReadable(9999, () => {}), {
    code: "EBADF",
    message: "cannot watch descriptor 9999: Bad file descriptor",
  });
});

/** Runs a module's text in a process of its own, with `native` and `watchReadable` at hand. */
async function run(text: string): Promise<{ stdout: string; stderr: string; code: number }> {
  const head = `
    const { native } = await import("${modules.addon}");
    const { watchReadable } = await import("${modules.readable}");
    const fd = native().socket(${AF_UNIX}, ${SOCK_DGRAM}, 0);
    const address = Buffer.from("\\x01\\0\\0lvskit-test-child-" + process.pid);
    native().bind(fd, address);
    const put = () => native().send(fd, Buffer.from("x"), address);
    const take = () => native().receive(fd, Buffer.alloc(10), 0);`;
  try {
    const words = ["--input-type=module", "-e", head + text];
    return { ...(await promisify(execFile)(process.execPath, words, { timeout: 20_000 })), code: 0 };
  } catch (error) {
    return error as { stdout: string; stderr: string; code: number };
  }
}

t.test("watching keeps the process alive; the end of it lets it go", async (t) => {
  const alive = await run(`
    const stop = watchReadable(fd, () => { take(); console.log("told"); stop(); });
    setTimeout(put, 50).unref();
    process.on("exit", () => console.log("exit"));
    setTimeout(() => console.log("still here"), 20);`);
  t.match(alive, { stdout: "still here\ntold\nexit\n", stderr: "", code: 0 });
});

t.test("what a listener throws is an uncaught exception, and the watching goes on", async (t) => {
  t.match(await run(`watchReadable(fd, () => { throw new Error("thrown by the listener"); }); put();`), {
    code: 1,
    stderr: /Error: thrown by the listener/,
  });
  const caught = await run(`
    process.on("uncaughtException", (error) => { console.log(error.message); });
    let calls = 0;
    const stop = watchReadable(fd, () => { take(); if (++calls === 2) stop(); else put(); throw new Error("call " + calls); });
    put();`);
  t.match(caught, { stdout: "call 1\ncall 2\n", stderr: "", code: 0 });
});

t.test("the process ends in the middle of a flood, by whatever way, without a crash", async (t) => {
  const flood = `watchReadable(fd, () => { for (let i = 0; i < 9; i++) { take(); put(); } }); put();`;
  const ways = [
    "setTimeout(() => process.exit(7), 30);",
    "setTimeout(() => { process.exitCode = 7; process.emit('SIGTERM'); }, 30); process.on('SIGTERM', () => process.exit());",
    "setTimeout(() => { process.on('uncaughtException', () => process.exit(7)); throw new Error(); }, 30);",
  ];
  for (const way of [...ways, ...ways, ...ways]) t.match(await run(flood + way), { code: 7, stderr: "" }, way);
});

t.test("an idle watch costs no processor time", async (t) => {
  const idle = await run(`
    const stop = watchReadable(fd, () => {});
    setTimeout(() => {
      const before = process.cpuUsage();
      setTimeout(() => {
        const { user, system } = process.cpuUsage(before);
        console.log(user + system);
        stop();
      }, 300);
    }, 50);`);
  t.ok(Number(idle.stdout) < 30_000, `microseconds of 300,000: ${idle.stdout}`);
});

t.test("each worker has a watch of its own, and may be ended in the middle of it", async (t) => {
  const text = `
    const { parentPort } = require("node:worker_threads");
    Promise.all([import("${modules.addon}"), import("${modules.readable}")]).then(([{ native }, { watchReadable }]) => {
      const fd = native().socket(${AF_UNIX}, ${SOCK_DGRAM}, 0);
      const address = Buffer.from("\\x01\\0\\0lvskit-test-worker-" + process.pid + "-" + fd);
      native().bind(fd, address);
      let calls = 0;
      watchReadable(fd, () => {
        native().receive(fd, Buffer.alloc(10), 0);
        native().send(fd, Buffer.from("x"), address);
        if (++calls === 100) parentPort.postMessage("hundred");
      });
      native().send(fd, Buffer.from("x"), address);
    });`;
  for (let round = 0; round < 5; round++) {
    const worker = new Worker(text, { eval: true });
    await new Promise((resolve, reject) => worker.once("message", resolve).once("error", reject));
    t.equal(await worker.terminate(), 1);
  }
});
