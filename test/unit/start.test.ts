/**
 * What a start of lvsadm loads: scripts call it in loops, and each of Node's modules, each file and each kilobyte to parse costs a
 * start of its own. Milliseconds are the benchmark's; here it is what they come from.
 */

import { spawnSync } from "node:child_process";
import { statSync } from "node:fs";
import { join, resolve } from "node:path";
import t from "tap";

const folder = resolve("dist/bin");
const preloaded = ["test/bench/replayed-kernel.cjs", "test/support/loaded.cjs"].map((file) => resolve(file));

function loadedBy(words: readonly string[]): string[] {
  const { status, stderr, output } = spawnSync(
    process.execPath,
    [...preloaded.flatMap((file) => ["--require", file]), join(folder, "lvsadm.cjs"), ...words],
    { encoding: "utf8", stdio: ["ignore", "pipe", "pipe", "pipe"] },
  );
  if (status !== 0) throw new Error(`lvsadm ${words.join(" ")} ended with ${status}: ${stderr}`);
  const loaded: string[] = JSON.parse(output[3] ?? "");
  return loaded.filter((one) => !preloaded.includes(one)).map((one) => one.replace(`${folder}/`, ""));
}

for (const words of [
  "-Ln",
  "-Sn",
  "-A -t 10.0.0.1:80 -s rr",
  "-A -t [2001:db8::1]:80",
  "-a -t 10.0.0.1:80 -r 10.0.0.2:80 -m -w 3",
  "-d -f 7 -r 10.0.0.2",
  "-C",
  "-Z",
])
  t.test(`${words} loads the command and nothing else`, async (t) => {
    t.same(loadedBy(words.split(" ")).sort(), ["lazy/errors.cjs", "lvsadm.cjs"]);
  });

t.test("what is called for seldom is a part of its own", async (t) => {
  t.ok(loadedBy(["-Ln", "--json"]).includes("lazy/lvsadm-json.cjs"));
  t.ok(loadedBy(["-R"]).includes("lazy/lvsadm-restore.cjs"));
  t.notOk(loadedBy(["-R"]).includes("lazy/lvsadm-restore-atomic.cjs"));
});

t.test("the command is small: 187 kB took 5 ms to parse", async (t) => {
  const { size } = statSync(join(folder, "lvsadm.cjs"));
  t.ok(size <= 95_000, `${size} bytes`);
});
