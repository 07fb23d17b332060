/** Row 1, on this machine: what single calls of lvsadm take more than a bare node. */

import { dirname, resolve } from "node:path";
import { differences, type Figures, median, of } from "./figures.ts";
import { describeLoad } from "./machine.ts";
import type { Row, Section } from "./report.ts";
import { timeStarts } from "./starts.ts";

const rounds = 40;
/** Milliseconds above a bare node, median. */
const target = 15;

/** An empty table as ipvsadm prints it: three lines of heading. */
export const emptyListing = /^IP Virtual Server version [^\n]+\nProt LocalAddress[^\n]+\n {2}-> RemoteAddress[^\n]+\n$/;

const calls = [
  { words: ["-Ln"], prints: emptyListing },
  { words: ["-A", "-t", "10.0.0.1:80", "-s", "rr"], prints: /^$/ },
  { words: ["-a", "-t", "10.0.0.1:80", "-r", "10.0.0.2:80", "-m"], prints: /^$/ },
] as const;

export async function startUp(): Promise<Section> {
  const load = await describeLoad();
  const env = {
    PATH: `${dirname(process.execPath)}:${process.env.PATH}`,
    NODE_OPTIONS: `--require=${resolve("test/bench/replayed-kernel.cjs")}`,
  };
  const figures = timeStarts(
    [
      { name: "node -e 0", argv: [process.execPath, "-e", "0"], prints: /^$/ },
      ...calls.map(({ words, prints }) => ({
        name: nameOf(words),
        argv: [resolve("dist/bin/lvsadm.cjs"), ...words],
        env,
        prints,
      })),
    ],
    rounds,
  );
  const node = of(figures, "node -e 0");
  return {
    title: `Start-up of lvsadm, empty table, kernel's answers replayed; ${rounds} runs of each, turn about`,
    rows: [{ what: "node -e 0", values: node }, ...calls.flatMap(({ words }) => rowsOf(nameOf(words), figures, node))],
    notes: [load],
  };
}

/** The command letter alone: the rest is the same at every run. */
function nameOf([command]: readonly [string, ...string[]]): string {
  return `lvsadm ${command}`;
}

function rowsOf(name: string, figures: Figures, node: readonly number[]): Row[] {
  const ours = of(figures, name);
  const above = differences(ours, node);
  return [
    { what: name, values: ours, ratio: `${(median(ours) / median(node)).toFixed(2)} x node` },
    {
      what: `${name} - node, pair by pair`,
      values: above,
      target: { wanted: `median <= ${target}`, met: median(above) <= target },
    },
  ];
}
