/** The folder of one machine's run: the init script with this run's values, and User Mode Linux's own files. */

import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { checkout } from "./checkout.ts";

export interface RunFolder {
  readonly path: string;
  /** The first program of the machine, in a path without blanks (it travels on the kernel's command line). */
  readonly init: string;
  remove(): void;
}

/** What the init script needs to know, beside what it finds on its own. */
export interface Job {
  /** Unpacked Debian packages. */
  readonly debian: string;
  /** A compiled program of this checkout, absolute. */
  readonly script: string;
  readonly args: readonly string[];
  /** The machine halts itself after this time, even when nobody is left to stop it. */
  readonly secondsLimit: number;
}

const quote = (text: string) => `'${text.replaceAll("'", "'\\''")}'`;

/** Makes the folder below `cache` for one run of `job`. */
export function makeRunFolder(cache: string, job: Job): RunFolder {
  const runs = join(cache, "run");
  mkdirSync(runs, { recursive: true });
  removeOrphans(runs);
  const path = mkdtempSync(join(runs, `machine-${process.pid}-`));
  const init = join(path, "init");
  const values = {
    NODE: process.execPath,
    DEBIAN: job.debian,
    CHECKOUT: checkout,
    SCRIPT: job.script,
    SECONDS_LIMIT: String(job.secondsLimit),
    ARGUMENTS: job.args.map(quote).join(" "),
  };
  const head = Object.entries(values).map(([name, value]) => `${name}=${quote(value)}`);
  const body = readFileSync(join(checkout, "test/lab/guest/init.sh"), "utf8");
  writeFileSync(init, `#!/bin/sh\n${head.join("\n")}\n${body}`);
  chmodSync(init, 0o755);
  return { path, init, remove: () => rmSync(path, { recursive: true, force: true }) };
}

/** Folders of hosts that were killed before they could remove them: their process is gone, its number is in the name. */
function removeOrphans(runs: string): void {
  for (const name of readdirSync(runs)) {
    const pid = /^machine-(\d+)-/.exec(name)?.[1];
    if (pid !== undefined && !existsSync(`/proc/${pid}`)) rmSync(join(runs, name), { recursive: true, force: true });
  }
}
