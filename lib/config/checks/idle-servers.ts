/** What is said about the failure of a real server that nothing checks, so that it never fails. */

import type { UseOf } from "../block-values.ts";
import type { Check } from "./checked.ts";
import { checkers } from "./partners.ts";

const ofFailure = ["inhibit_on_failure", "notify_down", "alpha"] as const;

export const failingServersAreChecked: Check = ({ file, report }) => {
  for (const server of file.all("virtual_server"))
    for (const real of server.block.all("real_server").filter(isUnchecked))
      for (const keyword of ofFailure) {
        const span = real.block.last(keyword)?.statement.keyword.span;
        if (span && real.block.get(keyword) !== false)
          report.warning("LK0062", span, `"${keyword}" has no effect without a checker: this real server never fails`, {
            hint: "add a checker, such as TCP_CHECK { }",
          });
      }
};

function isUnchecked({ block }: UseOf<"virtual_server", "real_server">): boolean {
  return !checkers.some((checker) => block.has(checker));
}
