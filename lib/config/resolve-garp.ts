/** Counts of gratuitous ARP packets: 0 is written by people and means 1. */

import type { Span } from "../diag/source.ts";
import type { Report } from "./report.ts";

/** @returns `count`, or 1 with a warning where it is 0. */
export function atLeastOne(report: Report, count: number | undefined, place: Span | undefined): number | undefined {
  if (count !== 0 || place === undefined) return count;
  report.warning("LK0029", place, "0 packets is read as 1");
  return 1;
}
