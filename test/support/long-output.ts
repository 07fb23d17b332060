/** A program: writes 2 MB to standard output as a command does. */

import { runInProcess } from "../../lib/system/process-environment.ts";

await runInProcess(async ({ stdout }) => {
  for (let line = 0; line < 20; line++) stdout.write(`${line} ${"x".repeat(100_000)}\n`);
  return 0;
});
