/** What is said about the failure of a real server that nothing checks, so that it never fails. */

import { lookingOnce } from "../alike.ts";
import type { BlockValues } from "../block-values.ts";
import type { Check } from "./checked.ts";
import { checkers } from "./partners.ts";

const ofFailure = ["inhibit_on_failure", "notify_down", "alpha"] as const;

export const failingServersAreChecked: Check = ({ file, report }) => {
  const lookAt = lookingOnce<"real_server">(report, (real) => {
    if (isChecked(real)) return;
    for (const keyword of ofFailure) {
      const span = real.last(keyword)?.statement.keyword.span;
      if (span && real.get(keyword) !== false)
        report.warning("LK0062", span, `"${keyword}" has no effect without a checker: this real server never fails`, {
          hint: "add a checker, such as TCP_CHECK { }",
        });
    }
  });
  for (const server of file.all("virtual_server"))
    for (const real of server.block.all("real_server")) lookAt(real.block);
};

function isChecked(real: BlockValues<"real_server">): boolean {
  return checkers.some((checker) => real.has(checker));
}
