/** Trackers that keepalived ignores where they stand, because of the instance that they stand in. */

import { headSpan } from "../syntax.ts";
import type { Check, Checked, InstanceView } from "./checked.ts";
import { type Tracked, trackedBy } from "./trackers.ts";

export const trackersHaveEffect: Check = (checked) => {
  const { named, instances, report } = checked;
  tellGroups(checked);
  for (const instance of instances)
    for (const tracked of trackedBy(instance.block, named)) {
      const fault = obstacle(instance, tracked);
      if (fault) report.warning("LK0056", headSpan(tracked.entry.statement), fault.message, { hint: fault.hint });
    }
};

/** Of what a group tracks the owner's priority takes the weight, for all members. */
function tellGroups({ file, named, instances, report }: Checked): void {
  const owned = new Set(instances.filter(({ owner }) => owner).map(({ group }) => group));
  for (const group of file.all("vrrp_sync_group").filter((one) => owned.has(one)))
    for (const { weight, noun, name, entry } of trackedBy(group.block, named))
      if (weight !== 0)
        report.warning(
          "LK0056",
          headSpan(entry.statement),
          `the weight of ${noun} ${JSON.stringify(name)} is not used: a member of sync group ${group.value ?? ""} has priority 255`,
        );
}

function obstacle(instance: InstanceView, tracked: Tracked): { message: string; hint: string } | undefined {
  const what = `${tracked.noun} ${JSON.stringify(tracked.name)}`;
  if (tracked.tracker === "track_interface" && tracked.name === instance.block.get("interface"))
    return {
      message: `${what} is tracked anyway, as the instance's own; this line has no effect`,
      hint: "leave it out; a fault of it is always FAULT, whatever the weight",
    };
  if (tracked.weight === 0) return undefined;
  if (instance.owner)
    return {
      message: `${what} is not tracked: no weight changes priority 255`,
      hint: "write weight 0, so that its failure is a fault, or a priority below 255",
    };
  return groupObstacle(instance, tracked, what);
}

/** In a group weights count for nothing, unless it says so; what is then left differs by tracker. */
function groupObstacle({ group }: InstanceView, { tracker }: Tracked, what: string) {
  if (group === undefined || group.block.has("sync_group_tracking_weight")) return undefined;
  const because = `members of sync group ${group.value ?? ""} have no weights`;
  const hint = 'write "sync_group_tracking_weight" in the group, or weight 0 here';
  switch (tracker) {
    case "track_script":
    case "track_bfd":
      return { message: `${what} is not tracked: ${because}`, hint };
    case "track_interface":
    case "track_file":
      return { message: `the weight of ${what} is not used: ${because}`, hint };
    case "track_process":
      return undefined;
  }
}
