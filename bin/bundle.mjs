// Bundles each command into one CommonJS file: Node starts it within a few milliseconds of a bare `node -e 0`. What a start need
// not even parse costs it nothing, and lvsadm is called in loops: what its single changes and plain listings do not need are
// bundles of their own in dist/bin/lazy/, one for each `import()` of its files, loaded when they are called for. Packages that only
// rare calls need stay outside for the same reason.
import { chmodSync, readdirSync } from "node:fs";
import { basename, dirname, join, relative } from "node:path";
import { build } from "esbuild";

const commands = readdirSync("bin").filter((name) => name.endsWith(".ts"));
/** Cut into a part for each `import()`, and each part again. */
const cut = "bin/lvsadm.ts";
/** Parts that are not cut: their own are few and large, and loaded together anyway. */
const whole = ["bin/lazy/lvsadm-verbs.ts"];
/** Loaded once, so that `instanceof` holds between a command and its parts. */
const shared = "lib/diag/errors.ts";

const options = {
  bundle: true,
  platform: "node",
  target: "node20",
  format: "cjs",
  external: ["yargs", "chalk", "cli-table3", "undici", "raw-socket"],
  define: { "import.meta.filename": "__filename", "import.meta.dirname": "__dirname" },
  // Names stay, for the traces of defects; lines stay short enough to be told apart in them.
  minifyWhitespace: true,
  minifySyntax: true,
  lineLimit: 200,
  legalComments: "none",
  logLevel: "warning",
};

/** Where the bundle of a file goes. */
function placeOf(file) {
  const name = `${basename(file, ".ts")}.cjs`;
  return file.startsWith("bin/") && dirname(file) === "bin" ? `dist/bin/${name}` : `dist/bin/lazy/${name}`;
}

/** Leaves to bundles of their own what `file` need not hold, and tells of each. */
function parts(file, found) {
  const external = (path) => ({ path: `./${relative(dirname(placeOf(file)), placeOf(path))}`, external: true });
  return {
    name: "parts",
    setup({ onResolve }) {
      onResolve({ filter: /^\.\.?\// }, ({ path, resolveDir, kind }) => {
        const target = relative(process.cwd(), join(resolveDir, path));
        const own = target === shared || (kind === "dynamic-import" && !whole.includes(file));
        if (!own || target === file) return undefined;
        found(target);
        return external(target);
      });
    },
  };
}

/** @returns the parts that it left out */
async function bundlePart(file) {
  const found = new Set();
  await build({
    ...options,
    entryPoints: [file],
    outfile: placeOf(file),
    banner: file === cut ? { js: "#!/usr/bin/env node" } : {},
    // require() instead of import(): that loads Node's whole machinery for modules first. Only packages may need it.
    supported: { "dynamic-import": whole.includes(file) },
    plugins: [parts(file, (part) => found.add(part))],
  });
  return found;
}

await build({
  ...options,
  entryPoints: commands.map((name) => `bin/${name}`).filter((file) => file !== cut),
  outbase: "bin",
  outdir: "dist/bin",
  outExtension: { ".js": ".cjs" },
  banner: { js: "#!/usr/bin/env node" },
});
const parted = new Set([cut]);
for (const file of parted) for (const part of await bundlePart(file)) parted.add(part);
for (const name of commands) chmodSync(`dist/bin/${name.replace(/\.ts$/, ".cjs")}`, 0o755);
