/** What stands in the way of preparing a host and is not rsprep's to change: each as one sentence for the person. */

import type { Address } from "../net/address.ts";
import { type Host, loopback, type Needs, type RealServerWish } from "./model.ts";

export interface Obstacle {
  readonly kind:
    | "no-interface"
    | "loopback-interface"
    | "loopback-down"
    | "vip-elsewhere"
    | "vip-as-network"
    | "no-sysctl";
  readonly sentence: string;
}

/** @returns every obstacle, those of the interface first; empty where the plan can be carried out. */
export function obstacles(host: Host, wish: RealServerWish, needs: Needs): Obstacle[] {
  const ofInterface = interfaceObstacles(host, wish);
  const ofVips = wish.vips.flatMap((vip) => vipObstacles(host, vip));
  return [...ofInterface, ...(ofInterface.length > 0 ? [] : missingSysctls(host, needs)), ...ofVips];
}

function interfaceObstacles(host: Host, wish: RealServerWish): Obstacle[] {
  const link = host.links.find((one) => one.name === wish.interface);
  if (link === undefined) {
    const names = host.links.filter((one) => !one.loopback).map((one) => one.name);
    const known = names.length > 0 ? `this host has ${names.join(", ")}` : "this host has none but lo";
    return [{ kind: "no-interface", sentence: `there is no interface ${wish.interface}; ${known}` }];
  }
  if (link.loopback)
    return [
      {
        kind: "loopback-interface",
        sentence: `${wish.interface} is the loopback interface; --interface names the one that faces the director`,
      },
    ];
  if (host.links.some((one) => one.name === loopback && one.up)) return [];
  return [{ kind: "loopback-down", sentence: "lo is down; bring it up first (ip link set lo up)" }];
}

function missingSysctls(host: Host, needs: Needs): Obstacle[] {
  return needs.sysctls
    .filter(({ path }) => !host.sysctls.has(path))
    .map(({ path }) => ({ kind: "no-sysctl", sentence: `this kernel shows no /proc/sys/${path}` }));
}

/**
 * A VIP on a link that hears ARP would be answered for, whatever lo has: a director that holds it, or a mistake.
 * On lo with a shorter prefix it makes the whole network local to this host.
 */
function vipObstacles(host: Host, vip: Address): Obstacle[] {
  return host.addresses.flatMap((one): Obstacle[] => {
    if (one.address !== vip) return [];
    const where = `${vip}/${one.prefixLength}`;
    if (one.link !== loopback)
      return [
        {
          kind: "vip-elsewhere",
          sentence: `${where} is on ${one.link} of this host, as on a director that holds it; a real server has it on lo alone`,
        },
      ];
    if (one.prefixLength === 32) return [];
    return [
      {
        kind: "vip-as-network",
        sentence: `${where} is on lo and makes that whole network local to this host; remove it first (ip address del ${where} dev lo)`,
      },
    ];
  });
}
