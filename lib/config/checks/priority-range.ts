/**
 * Weights against the priority that they change: between all trackers up and all failed. The peers' priorities are in
 * other files, so that only what no peer could change is a warning, and what depends on them a note.
 */

import { headSpan } from "../syntax.ts";
import { type Check, type Checked, defaultPriority, type InstanceView } from "./checked.ts";
import { contribution, type Tracked, trackedBy } from "./trackers.ts";

/** 255 is the owner's, whom weights cannot make. */
const highest = 254;
const lowest = 1;

export const weightsCanMove: Check = (checked) => {
  for (const instance of checked.instances) {
    const own = trackedBy(instance.block, checked.named).filter((tracked) => counts(instance, tracked));
    const shared = instance.group ? trackedBy(instance.group.block, checked.named) : [];
    const weighted = [...own, ...shared.filter(({ weight }) => weight !== 0 && !instance.owner)];
    if (weighted.length === 0) continue;
    tellNopreempt(checked, instance);
    if (!weighted.some((tracked) => tracked.tracker === "track_file")) tellRange(checked, instance, weighted);
  }
};

/** What a group itself tracks counts for each member, whatever is said about the members' own. */
function counts({ owner, group, block }: InstanceView, { weight, tracker, name }: Tracked): boolean {
  const own = tracker === "track_interface" && name === block.get("interface");
  const grouped = group !== undefined && !group.block.has("sync_group_tracking_weight");
  return weight !== 0 && !owner && !own && !grouped;
}

/** What a file holds, and so what it adds, only the running host knows. */
function tellRange({ report }: Checked, instance: InstanceView, weighted: readonly Tracked[]): void {
  const { title, block, use, priority } = instance;
  const most = priority + sum(weighted.map((tracked) => Math.max(...contribution(tracked))));
  const least = priority + sum(weighted.map((tracked) => Math.min(...contribution(tracked))));
  const span = block.place("priority") ?? headSpan(use.statement);
  if (most > highest)
    report.warning(
      "LK0057",
      span,
      `the weights raise the priority of ${title} to ${most}, of which ${highest} counts`,
      {
        hint: `lower the priority by ${most - highest}, or more; else the failure of a tracker changes less than its weight`,
      },
    );
  const bottom = Math.max(least, lowest);
  const swing = Math.min(most, highest) - bottom;
  if (swing <= 1)
    report.warning("LK0058", span, `the weights of ${title} change its priority by ${swing}: no peer fits between`, {
      hint: "write weights of at least 2, so that a peer's priority is above the lowered one and below this one",
    });
  else if (swing <= priority - defaultPriority)
    report.add(
      "note",
      "LK0058",
      span,
      `${title} keeps priority ${bottom} whatever its trackers say: a peer of the default ${defaultPriority} does not take over`,
      { hint: `fine where a peer's priority is less than ${swing} below this one; else write greater weights` },
    );
}

/** As BACKUP it takes a lower priority's word for as long as that one speaks. */
function tellNopreempt({ report }: Checked, { nopreempt, block, title }: InstanceView): void {
  const span = nopreempt && block.last("nopreempt")?.statement.keyword.span;
  if (span)
    report.warning(
      "LK0059",
      span,
      `with "nopreempt" ${title} leaves a MASTER in office whose weights have lowered it`,
      {
        hint: "write weight 0, so that a failure is a fault and gives the addresses up, or leave nopreempt out",
      },
    );
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, one) => total + one, 0);
}
