/** Row 1 in a kernel with IPVS: lvsadm beside ipvsadm, as ratios, because the lab inflates times. */

import { differences, median, of } from "./figures.ts";
import { measureInLab } from "./in-lab.ts";
import { describeLoad } from "./machine.ts";
import type { Section } from "./report.ts";

export async function startUpInLab(): Promise<Section> {
  const title =
    "Start-up of lvsadm -Ln, empty table, real IPVS in the lab (User Mode Linux inflates times: read the ratios)";
  const load = await describeLoad();
  const measured = await measureInLab("start-up");
  if ("obstacle" in measured) return { title, rows: [], notes: [`Not measured: ${measured.obstacle}.`] };
  const [any, node, ours, theirs] = ["true", "node -e 0", "lvsadm -Ln", "ipvsadm -Ln"].map((name) =>
    of(measured.figures, name),
  ) as [number[], number[], number[], number[]];
  const times = (values: number[]) => median(ours) / median(values);
  const ratio = `${times(node).toFixed(2)} x node, ${times(theirs).toFixed(0)} x ipvsadm`;
  return {
    title,
    rows: [
      { what: "true", values: any },
      { what: "node -e 0", values: node },
      { what: "ipvsadm -Ln", values: theirs },
      { what: "lvsadm -Ln", values: ours, ratio },
      { what: "lvsadm - node", values: differences(ours, node) },
    ],
    notes: [
      `${ours.length} runs of each, turn about. Each time holds what spawning any program takes there, see true.`,
      load,
    ],
  };
}
