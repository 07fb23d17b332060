// Compiles this checkout when its sources changed: the addon, the TypeScript, the bundles; and tap's plugin set, once.
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { lastLines, run } from "./child.mjs";
import { CannotSetUp, timedStep } from "./report.mjs";

const stampFile = "dist/.set-up";

/** Makes dist/ the compiled form of the sources as they are now. */
export async function ensureBuild() {
  const stamp = fingerprint();
  if (existsSync(stampFile) && readFileSync(stampFile, "utf8") === stamp) return;
  await timedStep("building (addon, TypeScript, bundles)", async () => {
    mkdirSync("dist", { recursive: true });
    removeOutdated();
    await must("the addon", process.execPath, ["lib/native/build.mjs"]);
    await must("TypeScript", process.execPath, ["node_modules/typescript/bin/tsc", "-p", "."]);
    await must("the bundles", process.execPath, ["bin/bundle.mjs"]);
  });
  writeFileSync(stampFile, stamp);
}

/** Names, sizes and times of everything that the build reads. */
function fingerprint() {
  const single = ["package.json", "package-lock.json", "tsconfig.json", "bin/bundle.mjs"];
  const files = [...single, ...["bin", "lib", "test"].flatMap((folder) => below(folder, /\.(ts|c|mjs)$/))];
  const rows = files.map((file) => {
    const { size, mtimeMs } = statSync(file);
    return `${file} ${size} ${mtimeMs}`;
  });
  return `${createHash("sha256").update(rows.join("\n")).digest("hex")} ${process.versions.modules}\n`;
}

function below(folder, pattern) {
  if (!existsSync(folder)) return [];
  const names = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((name) => pattern.test(name));
  return names.map((name) => join(folder, name)).sort();
}

/** Compiled files whose source is gone would still be found and run as tests. */
function removeOutdated() {
  for (const file of ["lib", "test"].flatMap((folder) => below(join("dist", folder), /\.js$/))) {
    const source = file.slice("dist/".length).replace(/\.js$/, ".ts");
    if (!existsSync(source))
      for (const end of [".js", ".js.map", ".d.ts"]) rmSync(file.replace(/\.js$/, end), { force: true });
  }
}

async function must(what, program, args) {
  const { status, stdout, stderr } = await run(program, args);
  if (status !== 0) throw new CannotSetUp(`${what} could not be built:\n${lastLines(`${stdout}\n${stderr}`, 30)}`);
}

/** tap generates its test class from .taprc; without that it insists on a TypeScript loader that is switched off here. */
export async function ensureTap() {
  const stamp = createHash("sha256").update(readFileSync(".taprc")).digest("hex");
  const file = "node_modules/@tapjs/test/.lvskit-set-up";
  if (existsSync(".tap/plugins") && existsSync(file) && readFileSync(file, "utf8") === stamp) return;
  await timedStep("tap build (the plugins of .taprc)", () =>
    must("tap's plugin set", "node_modules/.bin/tap", ["build"]),
  );
  writeFileSync(file, stamp);
}
