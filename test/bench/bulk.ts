/** Large tables in a kernel with IPVS: what lvsadm takes to write and to read them beside ipvsadm, start-up included. */

import { bulkSizes, commands, programs } from "./bulk-rounds.ts";
import { best, type Figures, median, of } from "./figures.ts";
import { measureInLab } from "./in-lab.ts";
import { describeLoad } from "./machine.ts";
import type { Row, Section, Target } from "./report.ts";

/** How many times faster than ipvsadm -R, by lines. */
const wantedSpeed: Readonly<Record<number, number>> = { 10000: 3, 50000: 10 };

export async function bulk(): Promise<Section> {
  const title =
    "Tables of 100 lines per service, real IPVS in the lab (User Mode Linux inflates times: read the ratios)";
  const load = await describeLoad();
  const measured = await measureInLab("bulk", 1_800);
  if ("obstacle" in measured) return { title, rows: [], notes: [`Not measured: ${measured.obstacle}.`] };
  const { figures } = measured;
  const rows = bulkSizes.flatMap((size) => [
    { what: "node -e 0", values: of(figures, `node -e 0 ${size}`) },
    ...commands.flatMap((words) => rowsOf(figures, words, size)),
  ]);
  return {
    title,
    rows,
    notes: [...bulkSizes.map((size) => memoryNote(figures, size)), load],
  };
}

function rowsOf(figures: Figures, words: string, size: number): Row[] {
  const [theirs, ours] = programs.map((program) => of(figures, `${program} ${words} ${size}`)) as [number[], number[]];
  return [
    { what: `ipvsadm ${words}, ${size} lines`, values: theirs },
    {
      what: `lvsadm ${words}, ${size} lines`,
      values: ours,
      ratio: ratioOf(ours, theirs),
      target: targetOf(figures, words, size),
    },
  ];
}

function ratioOf(ours: readonly number[], theirs: readonly number[]): string {
  const times = median(theirs) / median(ours);
  return times >= 1 ? `${times.toFixed(1)} x faster` : `${(1 / times).toFixed(1)} x slower`;
}

function targetOf(figures: Figures, words: string, size: number): Target {
  const [theirs, ours] = programs.map((program) => median(of(figures, `${program} ${words} ${size}`))) as [
    number,
    number,
  ];
  if (words === "-R") {
    const wanted = wantedSpeed[size] ?? 1;
    return { wanted: `${wanted} x faster`, met: ours * wanted <= theirs };
  }
  const node = median(of(figures, `node -e 0 ${size}`));
  return { wanted: `<= ipvsadm + node = ${(theirs + node).toFixed(0)}`, met: ours <= theirs + node };
}

function memoryNote(figures: Figures, size: number): string {
  const peaks = programs.map((program) => {
    const weighed = commands.filter((words) => figures.has(`${program} ${words} ${size} memory`));
    const each = weighed.map(
      (words) => `${best(of(figures, `${program} ${words} ${size} memory`)).toFixed(0)} (${words})`,
    );
    return `${program} ${each.join(", ")}`;
  });
  return `Peak resident memory in MiB, ${size} lines: ${peaks.join("; ")}.`;
}
