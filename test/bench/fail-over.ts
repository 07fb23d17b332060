/** Row 2: what vrrpd's take-over takes more than the protocol's own interval, beside keepalived's. */

import { keepalivedRoot } from "../support/keepalived.ts";
import { namespaceObstacle } from "../support/namespace.ts";
import { measureFailOver } from "./fail-over-rounds.ts";
import { differences, type Figures, median, of, worst } from "./figures.ts";
import { measureInLab } from "./in-lab.ts";
import { describeLoad } from "./machine.ts";
import { milliseconds, type Row, type Section } from "./report.ts";

/** Milliseconds above 3 x advert_int + skew, worst. */
const target = 10;
/** Milliseconds that it may be worse than keepalived, by the median and by the worst. */
const targetBeside = 5;

export async function failOver(): Promise<Section> {
  const load = await describeLoad();
  const natively = namespaceObstacle();
  const title = `Fail-over: MASTER killed at a random moment, to the first gratuitous ARP on the wire; ${natively === undefined ? "in network namespaces" : "in the lab"}`;
  const measured = natively === undefined ? await measureNatively() : await measureInLab("fail-over");
  if ("obstacle" in measured) return { title, rows: [], notes: [`Not measured: ${measured.obstacle}.`] };
  const notes = [
    "Overhead: from the last advertisement to the gratuitous ARP, less 3 x advert_int + skew (3609.4 ms).",
    ...(natively === undefined ? [] : [`In the lab because this ${natively}. It inflates times: no target is judged.`]),
    load,
  ];
  const rows = rowsOf(measured.figures);
  return { title, rows: natively === undefined ? rows : rows.map(withoutTarget), notes };
}

async function measureNatively(): Promise<{ readonly figures: Figures } | { readonly obstacle: string }> {
  const packages = await keepalivedRoot();
  return "obstacle" in packages ? packages : { figures: await measureFailOver(packages.root) };
}

function rowsOf(figures: Figures): Row[] {
  const ours = of(figures, "vrrpd: overhead");
  const theirs = of(figures, "keepalived: overhead");
  const behind = Math.max(median(ours) - median(theirs), worst(ours) - worst(theirs));
  const [oursInAll, theirsInAll] = ["vrrpd", "keepalived"].map((name) =>
    of(figures, `${name}: kill to announcement`),
  ) as [number[], number[]];
  return [
    { what: "keepalived, from the kill", values: theirsInAll },
    {
      what: "vrrpd, from the kill",
      values: oursInAll,
      ratio: `${(median(oursInAll) / median(theirsInAll)).toFixed(3)} x keepalived`,
    },
    { what: "keepalived, overhead", values: theirs },
    { what: "vrrpd, overhead", values: ours, target: { wanted: `worst <= ${target}`, met: worst(ours) <= target } },
    {
      what: "vrrpd - keepalived, overhead, round by round",
      values: differences(ours, theirs),
    },
    {
      what: `vrrpd behind keepalived by ${milliseconds(behind)} (medians or worsts)`,
      target: { wanted: `<= ${targetBeside}`, met: behind <= targetBeside },
    },
  ];
}

function withoutTarget({ target: _unjudged, ...row }: Row): Row {
  return row;
}
