/** Of which address family a service by firewall mark is: as written, else as its first real server. */

import { type Family, familyOf } from "../net/address.ts";
import type { BlockValues } from "./block-values.ts";

/** @returns inet where nothing says which. */
export function markFamily(values: BlockValues<"virtual_server">): Family {
  const first = values.all("real_server").find((real) => real.value)?.value;
  return values.get("ip_family") ?? (first ? familyOf(first.address) : "inet");
}
