/**
 * From the host as it is to the host as it is needed, by the fewest steps. Order is part of the contract: kernel parameters
 * before addresses, because a VIP that appears first is answered for by ARP until they are set.
 */

import type { Address } from "../net/address.ts";
import { type Host, type HostAddress, loopback, loopbackAddress, type Needs, type Step } from "./model.ts";

/** @returns no steps where the host is as needed. Parameters that the kernel does not have are left to obstacles.ts. */
export function plan(host: Host, needs: Needs): Step[] {
  return [...sysctlSteps(host, needs), ...addressSteps(host, needs)];
}

function sysctlSteps(host: Host, needs: Needs): Step[] {
  return needs.sysctls.flatMap(({ path, value }): Step[] => {
    const from = host.sysctls.get(path);
    return from === undefined || from === value ? [] : [{ kind: "set-sysctl", path, from, to: value }];
  });
}

/**
 * A label or broadcast address cannot be changed in place, so an address that lacks them is removed and added again; so
 * is one whose route was deleted, because the kernel makes that route when the address is added.
 */
function addressSteps(host: Host, needs: Needs): Step[] {
  const labels = new Set(host.addresses.filter((one) => one.link === loopback).map((one) => one.label));
  return needs.loopbackVips.flatMap((vip): Step[] => {
    const present = loopbackAddress(host, vip);
    if (present !== undefined && isAsNeeded(host, present)) return [];
    const label = numbered(present?.label) ? present.label : freeLabel(labels);
    labels.add(label);
    return [
      ...(present ? [{ kind: "remove-address", address: present } as const] : []),
      { kind: "add-address", address: vipOnLoopback(vip, label) },
    ];
  });
}

/** Any scope will do: it decides nothing for a host address that is only ever a destination. */
function isAsNeeded(host: Host, present: HostAddress): boolean {
  return numbered(present.label) && present.broadcast === present.address && host.loopbackRoutes.has(present.address);
}

/**
 * Scope is global, as ifconfig and `ip address add` give it to such an address: host scope would be as good, but
 * monitoring and people compare hosts by that line.
 */
function vipOnLoopback(vip: Address, label: string): HostAddress {
  return { link: loopback, address: vip, prefixLength: 32, label, broadcast: vip, scope: "global" };
}

function numbered(label: string | undefined): label is string {
  return label !== undefined && /^lo:\d{1,9}$/.test(label);
}

/** The lowest `lo:N` that no address on lo has: another's label is never shared, because `ifconfig lo:0 down` takes by label. */
function freeLabel(taken: ReadonlySet<string | undefined>): string {
  let number = 0;
  while (taken.has(`${loopback}:${number}`)) number++;
  return `${loopback}:${number}`;
}
