/** The package as others import it: by its own name, what it exports, and what it does not load. */

import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, normalize } from "node:path";
import t from "tap";
import { folderWithPackage } from "../support/installed-package.ts";

/** Prints what a program that imports the package sees. */
const program = `
import * as library from "lvskit";
const { Ipvs, parseAddress, plan, SystemError } = library;
const failure = await Ipvs.open().catch((error) => error);
const opened = failure instanceof Ipvs || failure instanceof SystemError;
const disposed = typeof Ipvs.prototype[Symbol.asyncDispose];
console.log(JSON.stringify([opened, disposed, parseAddress("10.0.0.1"), plan([], [])]));
process.exit(0);
`;

t.test(
  "an installed package can be imported by its name, and its class is the one that the commands use",
  async (t) => {
    const folder = folderWithPackage();
    t.teardown(() => rmSync(folder, { recursive: true }));
    const { stdout, stderr } = spawnSync(process.execPath, ["--input-type=module", "-e", program], {
      cwd: folder,
      encoding: "utf8",
    });
    t.equal(stdout, '[true,"function","10.0.0.1",[]]\n', stderr);
    t.equal((await import("../../lib/index.ts")).Ipvs, (await import("../../lib/system/ipvs-table.ts")).Ipvs);
  },
);

/** What a file leads to by its imports that `pattern` finds: files, itself among them, and packages other than Node's. */
function reached(start: string, pattern: RegExp): { files: Set<string>; packages: Set<string> } {
  const files = new Set<string>();
  const packages = new Set<string>();
  const visit = (file: string): void => {
    if (files.has(file)) return;
    files.add(file);
    for (const [, target = ""] of readFileSync(file, "utf8").matchAll(pattern)) {
      if (target.startsWith(".")) visit(normalize(join(dirname(file), target)).replace(/^(dist\/.*)\.ts$/, "$1.d.ts"));
      else if (!target.startsWith("node:")) packages.add(target);
    }
  };
  visit(start);
  return { files, packages };
}

t.test("importing it loads no command, no daemon and no other package", async (t) => {
  const { files, packages } = reached("lib/index.ts", /^(?:import|export)\s(?!type\s)[^;]*?from\s+"([^"]+)"/gm);
  t.same([...packages], []);
  const folders = new Set([...files].map((file) => file.split("/")[1]));
  t.same(
    ["commands", "daemon", "config", "vrrp", "check"].filter((folder) => folders.has(folder)),
    [],
  );
});

t.test("what the manifest names is there", async (t) => {
  const { exports } = JSON.parse(readFileSync("package.json", "utf8"));
  for (const file of Object.values(exports["."])) t.ok(existsSync(String(file)), String(file));
});

t.test("its archive has what commands, importers and the install script need, and nothing besides", async (t) => {
  const cache = mkdtempSync(join(tmpdir(), "lvskit-npm-"));
  t.teardown(() => rmSync(cache, { recursive: true }));
  const words = ["pack", "--dry-run", "--json", "--ignore-scripts", "--offline", "--cache", cache];
  const { stdout, stderr } = spawnSync("npm", words, { encoding: "utf8" });
  t.ok(stdout.startsWith("["), stderr);
  const packed: string[] = JSON.parse(stdout)[0].files.map(({ path }: { path: string }) => path);
  const imports = /^(?:import|export)\s[^;]*?from\s+"([^"]+)"/gm;
  const face = ["dist/lib/index.js", "dist/lib/index.d.ts"].flatMap((file) => [...reached(file, imports).files]);
  const bundles = readdirSync("dist/bin", { recursive: true, encoding: "utf8" }).filter((name) =>
    name.endsWith(".cjs"),
  );
  const { man, overrides } = JSON.parse(readFileSync("package.json", "utf8"));
  const needed = [
    ...face,
    ...bundles.map((name) => `dist/bin/${name}`),
    ...man,
    "lib/native/addon.c",
    "lib/native/build.mjs",
    // Overrides hold in a checkout only: nan as raw-socket asks for it does not compile under Node 24.
    ...["raw-socket/binding.gyp", "raw-socket/src/raw.cc", "nan/nan.h"].map((file) => `node_modules/${file}`),
  ];
  t.same(
    needed.filter((file) => !packed.includes(file)),
    [],
    "nothing is missing",
  );
  t.equal(JSON.parse(readFileSync("node_modules/nan/package.json", "utf8")).version, overrides.nan);
  const always = ["package.json", "README.md", "LICENSE", "CHANGELOG.md"];
  const folders = new Set(face.map((file) => dirname(file)));
  const besides = packed.filter(
    (file) => !needed.includes(file) && !always.includes(file) && !/^node_modules\/(raw-socket|nan)\//.test(file),
  );
  t.same(
    besides.filter((file) => !folders.has(dirname(file)) || !/\.(js|d\.ts)$/.test(file)),
    [],
    "no folder that they do not reach, no test, no source, no map",
  );
});
