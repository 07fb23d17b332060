/** `npm run bench`: measures, and prints one table per question. Ends with 0 also where a target is missed, but not where a measurement failed. */

import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { checkout } from "../lab/host/checkout.ts";
import { bulk } from "./bulk.ts";
import { configuration } from "./configuration.ts";
import { failOver } from "./fail-over.ts";
import { describeMachine } from "./machine.ts";
import { render, type Section } from "./report.ts";
import { startUp } from "./start-up.ts";
import { startUpInLab } from "./start-up-in-lab.ts";

const measurements: Readonly<Record<string, () => Promise<Section>>> = {
  "start-up": startUp,
  "start-up-in-lab": startUpInLab,
  bulk,
  configuration,
  "fail-over": failOver,
};

/** @param names of measurements; all of them where there are none. @returns the exit status */
async function main(names: readonly string[]): Promise<number> {
  const unknown = names.filter((name) => !Object.hasOwn(measurements, name));
  if (unknown.length > 0) {
    process.stderr.write(
      `lvskit: there is no measurement ${unknown.join(" ")}: ${Object.keys(measurements).join(", ")}\n`,
    );
    return 2;
  }
  process.chdir(checkout);
  process.stdout.write(`${new Date().toISOString().slice(0, 10)}, ${describeMachine()}\n`);
  const chosen = Object.entries(measurements).filter(([name]) => names.length === 0 || names.includes(name));
  let broken = 0;
  for (const [name, measure] of chosen) {
    const text = await measure().then(render, (error: Error) => {
      broken++;
      return `${name}: BROKEN: ${error.message}`;
    });
    process.stdout.write(`\n${text}\n`);
  }
  return broken === 0 ? 0 : 1;
}

/** Runs `action` with the cache's programs (tcpdump, ip) at the end of the PATH. */
async function withTools(action: () => Promise<number>): Promise<number> {
  const folder = mkdtempSync(join(tmpdir(), "lvskit-bench-"));
  try {
    const module = pathToFileURL(join(checkout, "test/setup/tools.mjs")).href;
    const { toolsFolder } = (await import(module)) as { toolsFolder(below: string): Promise<string> };
    process.env.PATH = `${process.env.PATH}:${await toolsFolder(folder)}`;
    return await action();
  } finally {
    rmSync(folder, { recursive: true });
  }
}

process.exit(await withTools(() => main(process.argv.slice(2))));
