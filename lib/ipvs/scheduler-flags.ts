/** Names of the three scheduler flags: each has a plain name, and for sh and mh the first two have one of their own. */

import { IP_VS_SVC_F_SCHED1, IP_VS_SVC_F_SCHED2, IP_VS_SVC_F_SCHED3 } from "../kernel/ip-vs.ts";

interface Row {
  readonly name: string;
  readonly bit: number;
  /** Scheduler whose own name this is. */
  readonly scheduler?: string;
}

/** In the order in which they are written. */
const rows: readonly Row[] = [
  { name: "sh-fallback", bit: IP_VS_SVC_F_SCHED1, scheduler: "sh" },
  { name: "sh-port", bit: IP_VS_SVC_F_SCHED2, scheduler: "sh" },
  { name: "mh-fallback", bit: IP_VS_SVC_F_SCHED1, scheduler: "mh" },
  { name: "mh-port", bit: IP_VS_SVC_F_SCHED2, scheduler: "mh" },
  { name: "flag-1", bit: IP_VS_SVC_F_SCHED1 },
  { name: "flag-2", bit: IP_VS_SVC_F_SCHED2 },
  { name: "flag-3", bit: IP_VS_SVC_F_SCHED3 },
];

/** @returns such as `sh-fallback,sh-port`; empty without flags. flag-3 keeps its plain name with sh and mh as well. */
export function schedulerFlagsText(scheduler: string, flags: number): string {
  return [IP_VS_SVC_F_SCHED1, IP_VS_SVC_F_SCHED2, IP_VS_SVC_F_SCHED3]
    .filter((bit) => (flags & bit) !== 0)
    .map((bit) => {
      const own = rows.find((row) => row.bit === bit && row.scheduler === scheduler);
      return (own ?? rows.find((row) => row.bit === bit && row.scheduler === undefined))?.name;
    })
    .join(",");
}

export type SchedulerFlags =
  | { readonly flags: number }
  | { readonly unknown: string }
  /** Of another scheduler. */
  | { readonly incompatible: string };

const noFlags = { flags: 0 };

/** @param list names with commas between; empty ones are skipped, repeats and order do not matter. */
export function parseSchedulerFlags(scheduler: string, list: string): SchedulerFlags {
  if (list === "") return noFlags;
  let flags = 0;
  for (const name of list.split(",").filter(Boolean)) {
    const row = rows.find((one) => one.name === name);
    if (row === undefined) return { unknown: name };
    if (row.scheduler !== undefined && row.scheduler !== scheduler) return { incompatible: name };
    flags |= row.bit;
  }
  return { flags };
}
