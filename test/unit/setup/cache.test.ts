import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { join, resolve } from "node:path";
import t from "tap";

const module = JSON.stringify(resolve("test/setup/cache.mjs"));

function cacheFolder(LVSKIT_CACHE: string) {
  const program = `import { cacheFolder } from ${module};
    try { console.log(cacheFolder()); } catch (error) { console.log(error.message); }`;
  const options = { encoding: "utf8", timeout: 20_000, env: { ...process.env, LVSKIT_CACHE } } as const;
  return spawnSync(process.execPath, ["--input-type=module", "-e", program], options).stdout.trimEnd();
}

t.test("the cache folder is made with all above it", async (t) => {
  const folder = join(t.testdir(), "not/yet/there");
  t.equal(cacheFolder(folder), folder);
  t.ok(existsSync(folder));
  t.equal(cacheFolder(folder), folder, "and found again");
});

t.test("where no folder can be made, that is said with a way out", async (t) => {
  t.match(
    cacheFolder("/proc/lvskit/cache"),
    /^The cache folder '\/proc\/lvskit\/cache' cannot be written \(E[A-Z]+\): .*LVSKIT_CACHE=/,
  );
  const file = join(t.testdir({ file: "" }), "file/cache");
  t.match(cacheFolder(file), /cannot be written \(ENOTDIR\)/);
});
