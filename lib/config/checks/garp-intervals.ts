/** `vrrp_garp_interval 0`, which stands in every sample and which keepalived itself refuses. */

import type { Check } from "./checked.ts";

export const intervalsAreSomething: Check = ({ global, report }) => {
  for (const keyword of ["vrrp_garp_interval", "vrrp_gna_interval"] as const) {
    const span = global?.place(keyword);
    if (global?.get(keyword) === 0 && span)
      report.add("note", "LK0029", span, `"${keyword} 0" is no interval, which goes without saying`, {
        hint: "leave the line out: keepalived -t calls it wrong, though it does no harm",
      });
  }
};
