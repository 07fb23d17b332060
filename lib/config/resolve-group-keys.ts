/** A virtual server by group → the services that the kernel has for it, one for each address and mark. */

import type { ServerGroup } from "../director/server-group.ts";
import { serviceId } from "../ipvs/identity.ts";
import type { ServiceKey } from "../ipvs/model.ts";
import type { Family } from "../net/address.ts";
import { addressesBetween, countBetween } from "../net/address-range.ts";

/** More is no group of services but a slip in a prefix; each takes an entry in the kernel. */
export const mostServices = 16_384;

/** @returns how many services the group has. */
export function countServices({ ranges, marks }: ServerGroup): number {
  return ranges.reduce((sum, { first, last }) => sum + countBetween(first, last), marks.length);
}

/** @param family of marks that name none. @returns each once, in the group's order, addresses before marks. */
export function keysOfGroup(
  { ranges, marks }: ServerGroup,
  protocol: "tcp" | "udp" | "sctp",
  family: Family,
): ServiceKey[] {
  const keys = [
    ...ranges.flatMap(({ first, last, port }) =>
      addressesBetween(first, last).map((address): ServiceKey => ({ kind: "address", protocol, address, port })),
    ),
    ...marks.map((mark): ServiceKey => ({ kind: "fwmark", fwmark: mark.mark, family: mark.family ?? family })),
  ];
  return [...new Map(keys.map((key) => [serviceId(key), key])).values()];
}
