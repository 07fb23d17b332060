/** What bin/bundled-package.mjs makes of raw-socket's folder while it is packed, and that it is as before afterwards. */

import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import t, { type Test } from "tap";

const script = resolve("bin/bundled-package.mjs");
const compiled = ["build", "build/raw.node"];
const sources = ["README.md", "binding.gyp", "index.js", "package.json", "src", "src/raw.cc"];

function checkout(t: Test) {
  const root = mkdtempSync(join(tmpdir(), "lvskit-pack-"));
  t.teardown(() => rmSync(root, { recursive: true }));
  const folder = join(root, "node_modules/raw-socket");
  for (const name of ["src", "build"]) mkdirSync(join(folder, name), { recursive: true });
  for (const name of ["README.md", "binding.gyp", "index.js", "src/raw.cc", "build/raw.node"])
    writeFileSync(join(folder, name), name);
  writeFileSync(join(folder, "package.json"), '{"name":"raw-socket","dependencies":{"nan":"2.19.*"}}');
  writeFileSync(join(root, "package.json"), '{"overrides":{"nan":"2.30.0"}}');
  return {
    run: (...words: string[]) => t.equal(spawnSync(process.execPath, [script, ...words], { cwd: root }).status, 0),
    names: () => readdirSync(folder, { recursive: true, encoding: "utf8" }).sort(),
    nan: () => JSON.parse(readFileSync(join(folder, "package.json"), "utf8")).dependencies.nan,
    beside: () => readdirSync(join(root, "node_modules")),
  };
}

t.test("it is packed as sources that ask for our nan, and comes back as it was", async (t) => {
  const { run, names, nan, beside } = checkout(t);
  run();
  t.same(names(), sources);
  t.equal(nan(), "2.30.0");
  run("back");
  t.same(names(), [...sources, ...compiled].sort());
  t.equal(nan(), "2.19.*");
  t.same(beside(), ["raw-socket"]);
  run("back");
  t.same(names(), [...sources, ...compiled].sort(), "once more is no harm");
});

t.test("a run that was interrupted is made good by the next", async (t) => {
  const { run, names } = checkout(t);
  run();
  run();
  run("back");
  t.same(names(), [...sources, ...compiled].sort());
});
