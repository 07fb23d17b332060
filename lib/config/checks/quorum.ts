/** Quorum and hysteresis that the real servers' weights cannot reach. */

import type { UseOf } from "../block-values.ts";
import type { Check } from "./checked.ts";

type RealServer = UseOf<"virtual_server", "real_server">;

export const quorumCanBeReached: Check = ({ file, report }) => {
  for (const { block } of file.all("virtual_server")) {
    const servers = block.all("real_server");
    const written = block.get("quorum");
    const total = servers.reduce((sum, { block: real }) => sum + (real.get("weight") ?? block.get("weight") ?? 1), 0);
    const span = block.place("quorum");
    const reachable = written === undefined || total >= written || servers.length === 0 || servers.some(changesWeight);
    if (!reachable && span)
      report.warning(
        "LK0064",
        span,
        `all real servers together weigh ${total}, less than the quorum; it counts as ${total}`,
        {
          hint: `write a quorum of at most ${total}, or greater weights`,
        },
      );
    const quorum = Math.max(reachable ? (written ?? 1) : total, 1);
    const hysteresis = block.get("hysteresis");
    const place = block.place("hysteresis");
    if (hysteresis !== undefined && hysteresis >= quorum && hysteresis > 0 && place)
      report.warning("LK0029", place, `a hysteresis must be less than the quorum, ${quorum}; ${quorum - 1} is used`, {
        hint:
          written === undefined
            ? 'without "quorum" the quorum is 1'
            : "the quorum would never be lost, or never reached",
      });
  }
};

/** A script or a file may say a greater weight while it runs. */
function changesWeight({ block }: RealServer): boolean {
  return block.has("FILE_CHECK") || block.all("MISC_CHECK").some((check) => check.block.has("misc_dynamic"));
}
