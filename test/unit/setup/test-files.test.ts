/** Whatever becomes of a test file, the totals of `npm test` must say so. */

import { join } from "node:path";
import { pathToFileURL } from "node:url";
import t from "tap";
import { checkout, tapReader } from "../../lab/host/checkout.ts";

interface TestFiles {
  runTestFiles(
    files: readonly string[],
    limits: { readonly seconds: number; readonly env: NodeJS.ProcessEnv },
  ): Promise<{ readonly tap: string; readonly stderr: string }>;
}

const { runTestFiles } = (await import(pathToFileURL(join(checkout, "test/setup/test-files.mjs")).href)) as TestFiles;
const readTap = await tapReader();

t.test("each way to end", async (t) => {
  const texts: Readonly<Record<string, string>> = {
    "a-passes": 't.test("a", async (t) => { t.pass("x"); t.pass("y"); });',
    "b-fails": 't.test("a", async (t) => { t.pass("x"); t.equal(1, 2, "y"); });',
    "c-crashes": 't.pass("x"); process.exit(3);',
    "d-throws": 't.pass("x"); setImmediate(() => { throw new Error("boom"); });',
    "e-hangs": 't.test("a", () => { setInterval(() => {}, 1000); });',
    "f-skips": 't.test("a", { skip: "needs root" }, async () => {});',
  };
  const folder = t.testdir(
    Object.fromEntries(Object.entries(texts).map(([name, text]) => [`${name}.mjs`, `import t from "tap";\n${text}\n`])),
  );
  const files = Object.keys(texts).map((name) => join(folder, `${name}.mjs`));
  const { tap } = await runTestFiles(files, { seconds: 3, env: process.env });
  const { counts, failures, skips } = readTap(tap);
  t.match(counts, { failed: 4, skipped: 1 });
  const named = failures.map((text) => /(\w-\w+)\.mjs/.exec(text)?.[1]);
  t.strictSame(named, ["b-fails", "c-crashes", "d-throws", "e-hangs"], "in the order of the files");
  t.match(failures[1], /exitCode: 3/);
  t.match(failures[2], /boom/);
  t.strictSame([...skips], [["needs root", 1]]);
});
