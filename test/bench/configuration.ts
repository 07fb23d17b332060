/** What it takes to read and check a very large configuration: `checkd -t` beside Debian's `keepalived -t`. */

import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { keepalivedRoot, libraryPath } from "../support/keepalived.ts";
import { median, of } from "./figures.ts";
import { largeConfiguration } from "./large-configuration.ts";
import { describeLoad } from "./machine.ts";
import { peakMemory } from "./peak-memory.ts";
import type { Section } from "./report.ts";
import { type Start, timeStarts } from "./starts.ts";

const rounds = 10;
const [virtualServers, realServers] = [300, 100] as const;
/** Times of keepalived's, by the two ways in which "half as fast" can be read. */
const [allowed, wished] = [2, 0.5] as const;

/** @throws Error where there is no keepalived, or one of the two finds fault with the file */
export async function configuration(): Promise<Section> {
  const packages = await keepalivedRoot();
  if ("obstacle" in packages) throw new Error(packages.obstacle);
  const folder = mkdtempSync(join(tmpdir(), "lvskit-"));
  try {
    const file = join(folder, "keepalived.conf");
    const text = largeConfiguration(virtualServers, realServers);
    writeFileSync(file, text);
    return await measure(startsOf(packages.root, file), text);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

type Starts = readonly [theirs: Start, ours: Start];

function startsOf(root: string, file: string): Starts {
  return [
    {
      name: "keepalived -t",
      argv: [join(root, "usr/sbin/keepalived"), "-t", "-f", file],
      env: { LD_LIBRARY_PATH: libraryPath(root) },
      prints: /^$/,
    },
    {
      name: "checkd -t",
      argv: [process.execPath, resolve("dist/bin/checkd.cjs"), "-t", file],
      prints: /: no errors, no warnings\n$/,
    },
  ];
}

async function measure(starts: Starts, text: string): Promise<Section> {
  const load = await describeLoad();
  const figures = timeStarts(starts, rounds);
  const memory = [];
  for (const start of starts) memory.push(`${start.name} ${(await peakMemory(start)).toFixed(0)} MiB`);
  const [theirs, ours] = starts.map(({ name }) => of(figures, name));
  const times = median(ours ?? []) / median(theirs ?? []);
  const lines = text.split("\n").length - 1;
  return {
    title: `A configuration of ${virtualServers} x ${realServers} real servers (${lines} lines, ${(text.length / 1e6).toFixed(1)} MB), read and checked; ${rounds} runs of each, turn about`,
    rows: [
      { what: "keepalived -t", values: theirs ?? [] },
      {
        what: "checkd -t",
        values: ours ?? [],
        ratio: `${times.toFixed(2)} x keepalived`,
        target: { wanted: `<= ${allowed} x`, met: times <= allowed },
      },
      { what: "the same, at its strictest", target: { wanted: `<= ${wished} x`, met: times <= wished } },
    ],
    notes: [`Most memory: ${memory.join(", ")}.`, load],
  };
}
