// The npm packages: `npm ci` when they are absent or not those of package-lock.json, or were built for another Node.
import { createHash } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { delimiter, dirname, join } from "node:path";
import { lastLines, run } from "./child.mjs";
import { ensurePackages } from "./packages.mjs";
import { findProgram, requirePrograms } from "./preflight.mjs";
import { CannotSetUp, timedStep } from "./report.mjs";

/** Written last into node_modules: names the lock file and the Node that it was installed from and for. */
const stampFile = "node_modules/.lvskit-set-up";

/** Makes node_modules be what package-lock.json says. */
export async function ensureNodeModules() {
  const stamp = `${createHash("sha256").update(readFileSync("package-lock.json")).digest("hex")} ${process.versions.modules}\n`;
  if (existsSync(stampFile) && readFileSync(stampFile, "utf8") === stamp) return;
  if (!(await installedByHand())) {
    requirePrograms(["cc"]);
    await timedStep("npm ci (the packages of package-lock.json)", npmCi);
  }
  writeFileSync(stampFile, stamp);
}

/** True when somebody ran npm already and everything is there and loads: then it is not done again. */
async function installedByHand() {
  const hidden = "node_modules/.package-lock.json";
  if (!existsSync(hidden)) return false;
  const [wanted, found] = ["package-lock.json", hidden].map((file) => JSON.parse(readFileSync(file, "utf8")).packages);
  const same = Object.entries(wanted).every(
    ([path, { version, optional }]) => path === "" || optional || found[path]?.version === version,
  );
  return same && (await run(process.execPath, ["-e", 'require("raw-socket"); require("netlink")'])).status === 0;
}

async function npmCi() {
  const [npm, ...args] = process.env.npm_execpath ? [process.execPath, process.env.npm_execpath] : ["npm"];
  const { status, stdout, stderr } = await run(npm, [...args, "ci"], { env: await buildEnvironment() });
  if (status === 0) return;
  const output = `${stdout}\n${stderr}`.replace(/^npm warn.*\n/gm, "");
  throw new CannotSetUp(
    `npm ci failed; it needs the npm registry (or a filled npm cache) and a compiler. It said:\n${lastLines(output, 15)}`,
  );
}

/**
 * raw-socket is compiled by node-gyp, which wants Node's headers (taken from beside the running node where they are, else
 * node-gyp downloads them), make, python3 and g++. Those three come from apt's archives when the machine has no own.
 */
async function buildEnvironment() {
  const env = { ...process.env };
  const prefix = dirname(dirname(process.execPath));
  if (existsSync(join(prefix, "include/node/node.h"))) env.npm_config_nodedir = prefix;
  if (["make", "python3", "g++"].every((name) => findProgram(name) !== undefined)) return env;
  const root = await ensurePackages("build");
  env.PATH = `${env.PATH}${delimiter}${join(root, "usr/bin")}`;
  env.LD_LIBRARY_PATH = [env.LD_LIBRARY_PATH, join(root, "usr/lib/x86_64-linux-gnu")].filter(Boolean).join(":");
  return env;
}
