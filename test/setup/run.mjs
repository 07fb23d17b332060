// `npm run demo | lab | test | bench`: all set-up that the verb needs, nothing twice, then the verb itself. Plain JavaScript
// without packages, because it runs on a fresh clone.
import { spawn } from "node:child_process";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { ensureBuild, ensureTap } from "./build.mjs";
import { withLock } from "./cache.mjs";
import { ensureNodeModules } from "./node-modules.mjs";
import { ensurePackages } from "./packages.mjs";
import { requireNode, requirePrograms } from "./preflight.mjs";
import { CannotSetUp } from "./report.mjs";

/** What each verb runs once set-up is done, relative to the checkout. */
const verbs = {
  demo: ["dist/test/lab/play.js", "01-lvs-dr-http", "--demo"],
  lab: ["dist/test/lab/play.js"],
  test: ["test/setup/suite.mjs"],
  bench: ["dist/test/bench/bench.js"],
};

const labRunsHere = process.arch === "x64";

async function setUp(verb) {
  requireNode();
  requirePrograms(["flock"]);
  await withLock("set-up", async () => {
    await ensureNodeModules();
    await ensureBuild();
    if (verb === "test") await ensureTap();
  });
  if (labRunsHere) await ensurePackages("lab");
}

/** Runs Node with the terminal handed through; signals reach it, and its end is ours. */
function become(args) {
  const child = spawn(process.execPath, args, { stdio: "inherit" });
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => child.kill(signal));
  child.once("exit", (status, signal) => process.exit(signal === null ? status : 128 + (signal === "SIGINT" ? 2 : 15)));
}

async function main() {
  process.chdir(join(dirname(fileURLToPath(import.meta.url)), "../.."));
  const [verb = "", ...words] = process.argv.slice(2);
  if (!Object.hasOwn(verbs, verb))
    throw new CannotSetUp(`usage: node test/setup/run.mjs ${Object.keys(verbs).join("|")} [ARGUMENTS]`);
  await setUp(verb);
  become([...verbs[verb], ...words]);
}

main().catch((error) => {
  process.stderr.write(`lvskit: ${error instanceof CannotSetUp ? error.message : error.stack}\n`);
  process.exitCode = 1;
});
