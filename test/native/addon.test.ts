/** The addon as a file: built, found, refused; and what its functions make of wrong arguments. */

import { execFile } from "node:child_process";
import { cpSync, mkdirSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import t from "tap";
import { native } from "../../lib/native/addon.ts";

const root = fileURLToPath(new URL("../../../", import.meta.url));

async function node(words: readonly string[], env: NodeJS.ProcessEnv = {}) {
  try {
    const options = { cwd: root, env: { ...process.env, ...env } };
    return { ...(await promisify(execFile)(process.execPath, words, options)), code: 0 };
  } catch (error) {
    return error as { stdout: string; stderr: string; code: number };
  }
}

t.test("a build that is up to date changes nothing", async (t) => {
  const file = join(root, "dist/native/lvskit.node");
  const before = statSync(file).mtimeMs;
  t.match(await node(["lib/native/build.mjs"]), { code: 0, stdout: "", stderr: "" });
  t.equal(statSync(file).mtimeMs, before);
});

t.test("without a compiler one sentence says what to install", async (t) => {
  const result = await node(["lib/native/build.mjs"], { CC: "no-such-compiler" });
  t.match(result, {
    code: 1,
    stderr:
      'lvskit: cannot run the C compiler "no-such-compiler": install one with "apt-get install gcc libc6-dev", then run npm rebuild\n',
  });
  t.ok(statSync(join(root, "dist/native/lvskit.node")).size > 0, "what was there is still there");
});

t.test("an addon that is missing or broken is one sentence", async (t) => {
  const folder = t.testdir();
  for (const part of ["native", "diag"])
    cpSync(join(root, "dist/lib", part), join(folder, "lib", part), { recursive: true });
  writeFileSync(join(folder, "package.json"), '{"type":"module"}');
  const load = `import("${join(folder, "lib/native/addon.js")}").then((m) => m.native()).catch((e) => console.log(e.name, e.code, e.message))`;
  t.match(
    (await node(["-e", load])).stdout,
    /^SystemError ENOENT cannot load the native addon .*: it was not built; build it with "npm rebuild"/,
  );
  mkdirSync(join(folder, "native"));
  writeFileSync(join(folder, "native/lvskit.node"), "not an ELF file");
  t.match((await node(["-e", load])).stdout, /^SystemError ENOEXEC .*(too short|invalid ELF header).*; build it with/);
});

t.test("wrong arguments are refused, whatever they are", async (t) => {
  const strange: readonly unknown[] = [
    undefined,
    null,
    "x",
    "",
    -1,
    1.5,
    2 ** 40,
    Number.NaN,
    {},
    [],
    () => {},
    Symbol(),
    1n,
    new DataView(new ArrayBuffer(4)),
    new Float64Array(2),
  ];
  // Numbers that are right are left out: they would do things.
  const functions = Object.entries(native()).filter(
    ([name]) => !/^(markAll|unshare|watch|close|lock|interfaceIndex)/.test(name),
  );
  for (const [name, run] of functions)
    for (const one of strange)
      for (const at of [0, 1, 2, 3]) {
        const words: unknown[] = [-1, new Uint8Array(8), 0, new Uint8Array(8)];
        words[at] = one;
        try {
          const result: unknown = Reflect.apply(run, undefined, words);
          if (typeof result !== "number" || result >= 0)
            t.fail(`${name} did something`, { result, position: at, one: String(one) });
        } catch (error) {
          if (!(error instanceof TypeError)) t.fail(`${name} threw`, { error });
        }
      }
  t.throws(() => Reflect.apply(native().watchStart, undefined, ["x"]), TypeError);
  t.throws(() => Reflect.apply(native().lock, undefined, ["x"]), TypeError);
  t.throws(() => native().watchAdd(0), TypeError, "before the watch was started");
});

t.test("names of links that cannot be", async (t) => {
  for (const name of ["", "nope", "sixteen-letters!", "x".repeat(5000), "l\0o"])
    t.ok(native().interfaceIndex(name) < 0, JSON.stringify(name));
});
