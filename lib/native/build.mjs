// Builds dist/native/lvskit.node from addon.c with the machine's C compiler ($CC or cc) and nothing else: the N-API headers
// come with the node-api-headers package. N-API only, so one binary serves every supported Node. Does nothing when up to date.
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const here = dirname(fileURLToPath(import.meta.url));
const source = join(here, "addon.c");
const output = join(here, "../../dist/native/lvskit.node");
/** Remembers what the output was made from; file times say little after a clone or an npm install. */
const keyFile = `${output}.key`;

const compiler = process.env.CC || "cc";
const flags = ["-std=gnu11", "-O2", "-Wall", "-Wextra", "-fPIC", "-shared", "-pthread", "-fvisibility=hidden"];

/** @param {string} sentence */
function fail(sentence) {
  process.stderr.write(`lvskit: ${sentence}\n`);
  process.exit(1);
}

function headers() {
  try {
    return createRequire(import.meta.url)("node-api-headers").include_dir;
  } catch {
    return fail("the package node-api-headers is missing: run npm ci");
  }
}

function compile() {
  const include = headers();
  const temporary = `${output}.${process.pid}`;
  mkdirSync(dirname(output), { recursive: true });
  const [command = "cc", ...words] = compiler.split(/\s+/);
  const run = spawnSync(command, [...words, ...flags, `-I${include}`, source, "-o", temporary], {
    stdio: ["ignore", "inherit", "inherit"],
  });
  if (run.error)
    fail(
      `cannot run the C compiler "${command}": install one with "apt-get install gcc libc6-dev", then run npm rebuild`,
    );
  if (run.status !== 0)
    fail(`"${command}" could not compile ${source}; are the C library's headers there? apt-get install libc6-dev`);
  // A rename, because a running daemon may have the old file mapped.
  renameSync(temporary, output);
}

const parts = [readFileSync(source), compiler, ...flags, process.arch];
const key = createHash("sha256").update(parts.join("\0")).digest("hex");
if (!existsSync(output) || !existsSync(keyFile) || readFileSync(keyFile, "utf8") !== key) {
  compile();
  writeFileSync(keyFile, key);
}
