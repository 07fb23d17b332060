/** The heap's rule of growth is another one for a turn of the event loop, after a large file alone. */

import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { setImmediate } from "node:timers/promises";
import t from "tap";
import { nodeFiles } from "../../../lib/system/node-files.ts";

const v8 = process.getBuiltinModule("node:v8");

t.test("a large file lets the heap grow until the turn ends", async (t) => {
  const flags = t.capture(v8, "setFlagsFromString");
  const told = () => flags().map(({ args }) => args[0]);
  const path = join(t.testdir({}), "file");
  writeFileSync(path, "a".repeat(2 ** 20));
  t.equal(nodeFiles.read(path).length, 2 ** 20);
  t.strictSame(told(), ["--heap-growing-percent=800"]);
  await setImmediate();
  t.strictSame(told(), ["--heap-growing-percent=0"]);
});

t.test("a small one does not", async (t) => {
  const flags = t.capture(v8, "setFlagsFromString");
  const path = join(t.testdir({ file: "text\n" }), "file");
  t.equal(nodeFiles.readOnce(path), "text\n");
  t.strictSame(flags(), []);
});
