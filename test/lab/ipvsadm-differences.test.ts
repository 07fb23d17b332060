/** The examples of the list of deliberate differences, on both programs: Debian's ipvsadm does what is said of it, and lvsadm. */

import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { differences, type Example, type Result } from "../support/ipvsadm-differences.ts";
import { type Outcome, runLvsadm, Shell } from "./in-process.ts";
import { labTest } from "./lab-test.ts";

/** The shell's own words about a program that a signal ended are not the program's. */
const shellWords = /^.*(Segmentation fault|Aborted).*\n/gm;

async function after(example: Example, shell: Shell, run: () => Promise<Outcome>): Promise<Result> {
  for (const words of [["-C"], ...(example.setup ?? [])])
    assert.deepEqual(await shell.run(["ipvsadm", ...words]), { exit: 0, stdout: "", stderr: "" }, words.join(" "));
  const { stderr, ...outcome } = await run();
  const { stdout: saved } = await shell.run(["ipvsadm", "-S", "-n"]);
  return { ...outcome, stderr: stderr.replace(shellWords, ""), saved };
}

/** What an example leaves unsaid about the table is not compared. */
function said(result: Result, wanted: Result): Result {
  const { saved: _, ...rest } = result;
  return wanted.saved === undefined ? rest : result;
}

await labTest(import.meta.url, async (lab) => {
  const shell = new Shell();
  for (const { ipvsadm, lvsadm, examples = [] } of differences)
    for (const example of examples) {
      const { argv, stdin = "", theirs, ours } = example;
      const input = "/tmp/example";
      writeFileSync(input, stdin);
      await lab.check(`ipvsadm ${ipvsadm}`, async () => {
        const words = ["ipvsadm", ...argv].map((word) => `'${word}'`).join(" ");
        const done = await after(example, shell, () => shell.script(`${words} <${input}`));
        assert.deepEqual(said(done, theirs), theirs, argv.join(" "));
      });
      await lab.check(`lvsadm ${lvsadm}`, async () => {
        const done = await after(example, shell, () => runLvsadm(argv, stdin));
        assert.deepEqual(said(done, ours), ours, argv.join(" "));
      });
    }
  shell.end();
});
