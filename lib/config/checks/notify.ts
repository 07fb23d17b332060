/** A script that an instance and its sync group both call on the same change, so that it runs twice. */

import type { Check } from "./checked.ts";

const changes = ["notify_master", "notify_backup", "notify_fault", "notify_stop"] as const;

export const scriptsRunOnce: Check = ({ instances, report }) => {
  for (const { block, group, title } of instances)
    for (const change of changes) {
      const own = block.get(change);
      const span = block.place(change);
      if (own === undefined || !span || group?.block.get(change)?.command !== own.command) continue;
      const place = group.block.place(change);
      report.warning("LK0069", span, `${title} and its sync group run the same script on this change: it runs twice`, {
        hint: "leave it in the group, or in the instances",
        ...(place ? { related: [{ span: place, message: "the group's is here" }] } : {}),
      });
    }
};
