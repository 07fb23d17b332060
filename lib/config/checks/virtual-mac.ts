/** Virtual MAC addresses and ipvlan, which exclude each other and need an interface below them. */

import type { Check } from "./checked.ts";

export const virtualMacsFit: Check = ({ instances, report }) => {
  for (const { block, title } of instances) {
    const mac = block.last("use_vmac");
    const ipvlan = block.last("use_ipvlan");
    if (mac && ipvlan)
      report.warning("LK0035", ipvlan.statement.keyword.span, `${title} cannot have both "use_vmac" and "use_ipvlan"`, {
        related: [{ span: mac.statement.keyword.span, message: "the other one is here" }],
      });
    const virtual = mac ?? ipvlan;
    if (virtual && !block.has("interface"))
      report.error("LK0035", virtual.statement.keyword.span, `"${virtual.keyword}" needs an interface below it`, {
        hint: 'write "interface"',
      });
  }
};
