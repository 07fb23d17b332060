/** Where this user is not root, the native tests that need root run in the machine, where everybody is. */

import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { checkout, tapReader } from "./host/checkout.ts";
import { labTest } from "./lab-test.ts";

const folder = join(checkout, "dist/test/native");
const needRoot = readdirSync(folder)
  .filter((name) => name.endsWith(".test.js"))
  .filter((name) => /namespaceObstacle|getuid/.test(readFileSync(join(folder, name), "utf8")));
/** tap's own bound for a file, s; a program's start takes a second there. */
const env = { TAP_TIMEOUT: "110" };
const skip = process.getuid?.() === 0 && process.env.LVSKIT_IN_LAB !== "1" ? "root: they ran natively" : undefined;

await labTest(
  import.meta.url,
  async (lab) => {
    const readTap = await tapReader();
    for (const name of needRoot)
      await lab.check(
        `native ${name}`,
        async () => {
          const { status, stdout, stderr } = await lab.run(["node", join(folder, name)], { within: 120_000, env });
          const { counts, failures, skips } = readTap(stdout);
          if (failures.length > 0) throw new Error(failures.join("\n"));
          assert.equal(status, 0, stderr);
          assert.ok(counts.passed > 0, `nothing was tried: ${[...skips.keys()].join(", ")}`);
          for (const [why, times] of skips) lab.skip(`${times} of ${name}`, why);
        },
        { within: 130_000 },
      );
  },
  { secondsLimit: 400, skip },
);
