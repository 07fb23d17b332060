/** A command whose output cannot be written has failed, whatever else it did: a saved table on a full disk is none. */

import { spawnSync } from "node:child_process";
import { openSync, readdirSync } from "node:fs";
import t from "tap";

const commands = readdirSync("bin")
  .filter((name) => name.endsWith(".ts"))
  .map((name) => name.replace(/\.ts$/, ""));

/** Every write to it ends in ENOSPC. */
const full = openSync("/dev/full", "w");

function onFullDisk(command: string, ...words: string[]) {
  const { status, stderr } = spawnSync(process.execPath, [`dist/bin/${command}.cjs`, ...words], {
    stdio: ["ignore", full, "pipe"],
    encoding: "utf8",
  });
  return { status, stderr };
}

for (const command of commands)
  t.test(command, async (t) => {
    for (const words of [["--help"], ["--version"]])
      t.same(onFullDisk(command, ...words), {
        status: 1,
        stderr: `${command}: cannot write the output: No space left on device\n`,
      });
  });

t.test("a status that says more is kept", async (t) => {
  t.equal(onFullDisk("rsprep", "no-such-verb").status, 2);
});
