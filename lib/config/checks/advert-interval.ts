/**
 * What `advert_int` can be on the wire: whole seconds in VRRPv2 (RFC 3768 section 5.3.7), hundredths of a second in 12
 * bits in VRRPv3 (RFC 5798 section 5.2.7).
 */

import type { Check } from "./checked.ts";

/** Milliseconds. */
const unit = 10;
const longest = (2 ** 12 - 1) * unit;

export const intervalsFit: Check = ({ instances, report }) => {
  for (const { block, version } of instances) {
    const interval = block.get("advert_int");
    const span = block.place("advert_int");
    if (interval === undefined || !span) continue;
    const rounded =
      version === 2 ? Math.max(1000, rounding(interval, 1000)) : Math.min(longest, rounding(interval, unit));
    if (rounded === interval) continue;
    const [is, becomes] = [interval / 1000, rounded / 1000];
    if (version === 2)
      report.warning("LK0023", span, `VRRPv2 advertises in whole seconds: ${is} is read as ${becomes}`);
    else
      report.warning("LK0029", span, `VRRPv3 cannot advertise every ${is} s; ${becomes} s is used`, {
        hint: `it counts in hundredths of a second, up to ${longest / 1000} s`,
      });
  }
};

function rounding(time: number, to: number): number {
  return Math.round(time / to) * to;
}
