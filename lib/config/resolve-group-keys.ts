/** A virtual server by group → the services that the kernel has for it, one for each address and mark. */

import type { ServerGroup } from "../director/server-group.ts";
import { serviceId } from "../ipvs/identity.ts";
import type { ServiceKey } from "../ipvs/model.ts";
import type { Family } from "../net/address.ts";
import { addressesBetween, countBetween } from "../net/address-range.ts";

/** More is no group of services but a slip in a prefix; each takes an entry in the kernel. */
export const mostServices = 16_384;
/** Of all virtual servers by group together: a short text must not ask for any amount of time. */
const mostInAll = 8 * mostServices;

/** The groups of one configuration, and how many services may still be made of them. */
export class GroupServices {
  readonly #groups: ReadonlyMap<string, ServerGroup>;
  #left = mostInAll;

  constructor(groups: readonly ServerGroup[]) {
    this.#groups = new Map(groups.map((group) => [group.name, group]));
  }

  find(name: string): ServerGroup | undefined {
    return this.#groups.get(name);
  }

  /** Whether there are marks in the group of this name and no addresses, whose protocol would matter. */
  isOfMarks(name: string): boolean {
    const group = this.#groups.get(name);
    return group !== undefined && group.ranges.length === 0 && group.marks.length > 0;
  }

  /** @returns what is too much where the group's services are not to be made; undefined: they may be. */
  tooMany(group: ServerGroup): string | undefined {
    const count = countServices(group);
    if (count > mostServices) return `the group has more than ${mostServices} services`;
    if (count > this.#left) return `with this one, groups make more than ${mostInAll} services`;
    this.#left -= count;
    return undefined;
  }
}

function countServices({ ranges, marks }: ServerGroup): number {
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
