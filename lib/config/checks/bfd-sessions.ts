/** BFD sessions that keepalived leaves out: of two families, or with a neighbour that another one has. */

import type { Span } from "../../diag/source.ts";
import { type Address, familyOf } from "../../net/address.ts";
import type { Check } from "./checked.ts";

export const sessionsCanBe: Check = ({ file, report }) => {
  const first = new Map<Address, Span>();
  for (const { block } of file.all("bfd_instance")) {
    const [neighbour, source] = [block.get("neighbor_ip"), block.get("source_ip")];
    const span = block.place("neighbor_ip");
    if (neighbour === undefined || span === undefined) continue;
    const before = first.get(neighbour);
    if (before)
      report.error("LK0017", span, `${neighbour} is the neighbour of another session already`, {
        related: [{ span: before, message: "the first one is here" }],
      });
    else first.set(neighbour, span);
    const own = block.place("source_ip");
    if (source !== undefined && own && familyOf(source) !== familyOf(neighbour))
      report.error("LK0035", own, `source_ip ${source} and neighbor_ip ${neighbour} are of two families`);
  }
};
