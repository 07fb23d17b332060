/** Quorum and hysteresis that the real servers' weights cannot reach. */

import { resolveQuorum } from "../resolve-quorum.ts";
import type { Check } from "./checked.ts";

export const quorumCanBeReached: Check = ({ file, report }) => {
  for (const { block } of file.all("virtual_server")) {
    const { quorum, hysteresis: used, limit } = resolveQuorum(block);
    const span = block.place("quorum");
    if (limit !== undefined && span)
      report.warning(
        "LK0064",
        span,
        `all real servers together weigh ${limit}, less than the quorum; it counts as ${limit}`,
        {
          hint: `write a quorum of at most ${limit}, or greater weights`,
        },
      );
    const hysteresis = block.get("hysteresis");
    const place = block.place("hysteresis");
    if (hysteresis !== undefined && hysteresis > used && place)
      report.warning("LK0029", place, `a hysteresis must be less than the quorum, ${quorum}; ${used} is used`, {
        hint:
          block.get("quorum") === undefined
            ? 'without "quorum" the quorum is 1'
            : "the quorum would never be lost, or never reached",
      });
  }
};
