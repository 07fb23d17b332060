// Programs that native tests use and the machine may lack (ip, tcpdump, mandoc, …): small scripts that run those of the cache.
import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { ensurePackages } from "./packages.mjs";

const programs = ["bin/ip", "bin/ss", "bin/tcpdump", "bin/curl", "bin/ping", "bin/mandoc", "sbin/nginx"];

/** A folder for the end of the PATH, so that the machine's own programs win where it has them. */
export async function toolsFolder(below) {
  const folder = join(below, "tools");
  mkdirSync(folder, { recursive: true });
  if (process.arch !== "x64") return folder;
  const root = await ensurePackages("lab");
  const libraries = join(root, "usr/lib/x86_64-linux-gnu");
  for (const program of programs.filter((name) => existsSync(join(root, "usr", name)))) {
    const script = `#!/bin/sh\nLD_LIBRARY_PATH='${libraries}' exec '${join(root, "usr", program)}' "$@"\n`;
    writeFileSync(join(folder, program.split("/")[1]), script, { mode: 0o755 });
  }
  return folder;
}
