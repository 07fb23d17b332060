// Bundles each command into one CommonJS file: Node starts it within a few milliseconds of a bare `node -e 0`.
// Packages that only rare calls need stay outside and are loaded when they are; so do the files of bin/lazy/, each a bundle
// of its own, because what a start need not even parse costs it nothing.
import { chmodSync, readdirSync } from "node:fs";
import { build } from "esbuild";

const commands = readdirSync("bin").filter((name) => name.endsWith(".ts"));

const lazyBundles = {
  name: "lazy bundles",
  setup: ({ onResolve }) => {
    onResolve({ filter: /^\.\/lazy\// }, ({ path }) => ({ path: path.replace(/\.ts$/, ".cjs"), external: true }));
  },
};

await build({
  entryPoints: [...commands, ...readdirSync("bin/lazy").map((name) => `lazy/${name}`)].map((name) => `bin/${name}`),
  outbase: "bin",
  outdir: "dist/bin",
  outExtension: { ".js": ".cjs" },
  bundle: true,
  platform: "node",
  target: "node20",
  format: "cjs",
  external: ["yargs", "chalk", "cli-table3", "undici", "raw-socket"],
  define: { "import.meta.url": "bundleUrl" },
  banner: { js: '#!/usr/bin/env node\nconst bundleUrl = require("node:url").pathToFileURL(__filename).href;' },
  plugins: [lazyBundles],
  logLevel: "warning",
});
for (const name of commands) chmodSync(`dist/bin/${name.replace(/\.ts$/, ".cjs")}`, 0o755);
