/** What an instance or a sync group tracks twice: only the first line counts. */

import { headSpan } from "../syntax.ts";
import type { Check } from "./checked.ts";
import { trackedAgain } from "./trackers.ts";

export const trackersStandOnce: Check = ({ file, report }) => {
  for (const { block } of [...file.all("vrrp_sync_group"), ...file.all("vrrp_instance")])
    for (const { noun, entry, first } of trackedAgain(block))
      report.warning(
        "LK0017",
        headSpan(entry.statement),
        `${noun} ${JSON.stringify(entry.value.name)} is tracked already; not used again`,
        { related: [{ span: headSpan(first.statement), message: "listed first here" }] },
      );
};
