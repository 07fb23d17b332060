// Bundles each command into one CommonJS file: Node starts it within a few milliseconds of a bare `node -e 0`.
// Packages that only rare calls need stay outside and are loaded when they are.
import { chmodSync, readdirSync } from "node:fs";
import { build } from "esbuild";

const commands = readdirSync("bin").filter((name) => name.endsWith(".ts"));

await build({
  entryPoints: commands.map((name) => `bin/${name}`),
  outdir: "dist/bin",
  outExtension: { ".js": ".cjs" },
  bundle: true,
  platform: "node",
  target: "node20",
  format: "cjs",
  external: ["yargs", "chalk", "cli-table3", "undici", "raw-socket"],
  define: { "import.meta.url": "bundleUrl" },
  banner: { js: '#!/usr/bin/env node\nconst bundleUrl = require("node:url").pathToFileURL(__filename).href;' },
  logLevel: "warning",
});
for (const name of commands) chmodSync(`dist/bin/${name.replace(/\.ts$/, ".cjs")}`, 0o755);
