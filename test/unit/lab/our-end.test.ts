import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import t from "tap";

const module = JSON.stringify(new URL("../../lab/host/our-end.js", import.meta.url).href);

/** Runs a program whose end removes `folder`, in two steps. */
function programWith(body: string, folder: string, between = "") {
  mkdirSync(folder, { recursive: true });
  const program = `
    import { rmdirSync } from "node:fs";
    import { atOurEnd } from ${module};
    const release = atOurEnd(() => { ${between}; rmdirSync(${JSON.stringify(folder)}); });
    ${body}`;
  return spawnSync(process.execPath, ["--input-type=module", "-e", program], { encoding: "utf8" });
}

t.test("an end by itself, and one by each signal, cleans up and tells the parent how it came", async (t) => {
  const folder = join(t.testdir(), "run");
  t.equal(programWith("", folder).status, 0);
  t.notOk(existsSync(folder));
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) {
    const ended = programWith(`setInterval(() => {}, 1000); process.kill(process.pid, "${signal}");`, folder);
    t.match(ended, { signal, stderr: "" });
    t.notOk(existsSync(folder), signal);
  }
});

t.test("a second signal during the cleaning does not cut it off", async (t) => {
  const folder = join(t.testdir(), "run");
  const again = 'process.kill(process.pid, "SIGINT")';
  // Another thread may be the one that is interrupted: without the pause the folder might go before the process does.
  const pause = "Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 200)";
  const ended = programWith(`setInterval(() => {}, 1000); ${again};`, folder, `${again}; ${pause}`);
  t.match(ended, { signal: "SIGINT", stderr: "" });
  t.notOk(existsSync(folder));
});

t.test("once released, nothing is done", async (t) => {
  const folder = join(t.testdir(), "run");
  programWith("release();", folder);
  t.ok(existsSync(folder));
});
