/** Row 1, on this machine: what `lvsadm -Ln` takes more than a bare node. */

import { dirname, resolve } from "node:path";
import { differences, median, of } from "./figures.ts";
import { describeLoad } from "./machine.ts";
import { milliseconds, type Section } from "./report.ts";
import { timeStarts } from "./starts.ts";

const rounds = 40;
/** Milliseconds above a bare node, median. */
const target = 15;

/** An empty table as ipvsadm prints it: three lines of heading. */
export const emptyListing = /^IP Virtual Server version [^\n]+\nProt LocalAddress[^\n]+\n {2}-> RemoteAddress[^\n]+\n$/;

export async function startUp(): Promise<Section> {
  const load = await describeLoad();
  const path = `${dirname(process.execPath)}:${process.env.PATH}`;
  const figures = timeStarts(
    [
      { name: "node -e 0", argv: [process.execPath, "-e", "0"], prints: /^$/ },
      {
        name: "lvsadm -Ln",
        argv: [resolve("dist/bin/lvsadm.cjs"), "-Ln"],
        env: { PATH: path, NODE_OPTIONS: `--require=${resolve("test/bench/replayed-kernel.cjs")}` },
        prints: emptyListing,
      },
    ],
    rounds,
  );
  const [node, ours] = [of(figures, "node -e 0"), of(figures, "lvsadm -Ln")];
  const above = differences(ours, node);
  const ratio = `${(median(ours) / median(node)).toFixed(2)} x node`;
  return {
    title: `Start-up of lvsadm -Ln, empty table, kernel's answers replayed; ${rounds} runs of each, turn about`,
    rows: [
      { what: "node -e 0", values: node },
      { what: "lvsadm -Ln", values: ours, ratio },
      {
        what: "difference, pair by pair",
        values: above,
        target: { wanted: `median <= ${target}`, met: median(above) <= target },
      },
    ],
    notes: [
      `Fastest to fastest, which other work disturbs least: ${milliseconds(Math.min(...ours) - Math.min(...node))} ms.`,
      load,
    ],
  };
}
