/** What is said about the failure of a real server that nothing checks, so that it never fails. */

import { lookThrough } from "../alike.ts";
import { checkers } from "../block-names.ts";
import type { BlockValues } from "../block-values.ts";
import type { Check } from "./checked.ts";

const ofFailure = ["inhibit_on_failure", "notify_down", "alpha"] as const;

export const failingServersAreChecked: Check = ({ realServers, report }) => {
  lookThrough(report, realServers, ({ block: real }) => {
    if (isChecked(real)) return;
    for (const keyword of ofFailure) {
      const span = real.last(keyword)?.statement.keyword.span;
      if (span && real.get(keyword) !== false)
        report.warning("LK0062", span, `"${keyword}" has no effect without a checker: this real server never fails`, {
          hint: "add a checker, such as TCP_CHECK { }",
        });
    }
  });
};

function isChecked(real: BlockValues<"real_server">): boolean {
  return checkers.some((checker) => real.has(checker));
}
