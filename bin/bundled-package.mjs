// Run by npm around `npm pack`, which takes all of a bundled package's folder. raw-socket asks for a nan that does not compile
// under Node 24; `overrides` mends that in a checkout only, and whoever installs the archive has none. So while it is packed the
// folder is a copy of the sources that asks for our nan, without what was compiled in it for this machine.
import { cpSync, existsSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const folder = "node_modules/raw-socket";
const aside = "node_modules/.raw-socket";
const shipped = ["README.md", "binding.gyp", "index.js", "src"];

function putBack() {
  if (!existsSync(aside)) return;
  rmSync(folder, { recursive: true, force: true });
  renameSync(aside, folder);
}

function replace() {
  renameSync(folder, aside);
  for (const name of shipped) cpSync(join(aside, name), join(folder, name), { recursive: true });
  const [manifest, { overrides }] = [join(aside, "package.json"), "package.json"].map((file) =>
    JSON.parse(readFileSync(file, "utf8")),
  );
  manifest.dependencies.nan = overrides.nan;
  writeFileSync(join(folder, "package.json"), `${JSON.stringify(manifest, null, 2)}\n`);
}

// First also before packing: a run that was interrupted left it aside.
putBack();
if (process.argv[2] !== "back") replace();
