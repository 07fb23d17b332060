/** Hosts as plain data for the tests of realserver/, and what a step does to one. */

import { type Address, address } from "../../lib/net/address.ts";
import type { Host, HostAddress, Step } from "../../lib/realserver/model.ts";

export const vipA = address("172.16.12.110");
export const vipB = address("172.16.12.120");

/** A host address on lo as rsprep adds it; `over` replaces fields. */
export function onLoopback(vip: Address, label: string, over: Partial<HostAddress> = {}): HostAddress {
  return { link: "lo", address: vip, prefixLength: 32, label, broadcast: vip, scope: "global", ...over };
}

/** lo and eth0, both up, parameters at their defaults; every /32 on lo has its route. */
export function host(
  over: { addresses?: readonly HostAddress[]; sysctls?: Readonly<Record<string, string>> } = {},
): Host {
  const links = ["all", "eth0", "lo"];
  const defaults = links.flatMap((link) => [
    [`net/ipv4/conf/${link}/arp_ignore`, "0"] as const,
    [`net/ipv4/conf/${link}/arp_announce`, "0"] as const,
  ]);
  const addresses = [
    { link: "lo", address: address("127.0.0.1"), prefixLength: 8, label: "lo", scope: "host" } as const,
    { link: "eth0", address: address("172.16.12.111"), prefixLength: 16, label: "eth0", scope: "global" } as const,
    ...(over.addresses ?? []),
  ];
  return {
    links: [
      { name: "lo", up: true, loopback: true },
      { name: "eth0", up: true, loopback: false },
    ],
    addresses,
    loopbackRoutes: routesOf(addresses),
    sysctls: new Map([...defaults, ...Object.entries(over.sysctls ?? {})]),
  };
}

/** The host after the steps; a step that the kernel would refuse is a mistake of the plan and throws. */
export function after(before: Host, steps: readonly Step[]): Host {
  return steps.reduce(afterStep, before);
}

function afterStep(before: Host, step: Step): Host {
  if (step.kind === "set-sysctl") {
    if (before.sysctls.get(step.path) !== step.from) throw new Error(`${step.path} is not ${step.from}`);
    return { ...before, sysctls: new Map([...before.sysctls, [step.path, step.to]]) };
  }
  const { address: one } = step;
  const others = before.addresses.filter(
    (other) => other.link !== one.link || other.address !== one.address || other.prefixLength !== one.prefixLength,
  );
  const there = others.length < before.addresses.length;
  if (there === (step.kind === "add-address")) throw new Error(`${step.kind} ${one.address}: EEXIST or EADDRNOTAVAIL`);
  const addresses = step.kind === "add-address" ? [...others, one] : others;
  const routes = new Set(before.loopbackRoutes);
  if (step.kind === "add-address") routes.add(one.address);
  else routes.delete(one.address);
  return { ...before, addresses, loopbackRoutes: routes };
}

function routesOf(addresses: readonly HostAddress[]): Set<Address> {
  return new Set(addresses.filter((one) => one.link === "lo" && one.prefixLength === 32).map((one) => one.address));
}
