/**
 * What an operator asks of a real server, what its host has, and the steps between the two: plain data. Knows nothing of
 * netlink, files or how a step is carried out.
 */

import type { Address } from "../net/address.ts";

/** What the host shall be fit for: packets that a director forwards to it for these VIPs. */
export interface RealServerWish {
  /** The director's forwarding method; `dr` is ipvsadm's `-g`. */
  readonly mode: "dr";
  /** In the order written; the first gets the lowest free label. */
  readonly vips: readonly Address[];
  /** The link that faces the director. */
  readonly interface: string;
}

/** The wish in the kernel's terms. */
export interface Needs {
  readonly sysctls: readonly NeededSysctl[];
  /** VIPs to be held as host addresses on the loopback link. */
  readonly loopbackVips: readonly Address[];
}

export interface NeededSysctl {
  /** Below /proc/sys, with slashes. */
  readonly path: string;
  readonly value: string;
}

/** The part of a host that matters here, as the kernel reported it. */
export interface Host {
  readonly links: readonly HostLink[];
  readonly addresses: readonly HostAddress[];
  /** Addresses to which the local table has a host route through lo: what a packet to them is looked up in first. */
  readonly loopbackRoutes: ReadonlySet<Address>;
  /** By path; a parameter that the kernel does not have is absent. */
  readonly sysctls: ReadonlyMap<string, string>;
}

export interface HostLink {
  readonly name: string;
  /** Administratively. */
  readonly up: boolean;
  readonly loopback: boolean;
}

export interface HostAddress {
  /** Name of the link that carries it. */
  readonly link: string;
  readonly address: Address;
  readonly prefixLength: number;
  readonly label?: string;
  readonly broadcast?: Address;
  /** rt_scopes name or number. */
  readonly scope: HostScope;
}

export type HostScope = "global" | "site" | "link" | "host" | "nowhere" | number;

/** One change of the host. Each knows enough to be turned round. */
export type Step =
  | { readonly kind: "set-sysctl"; readonly path: string; readonly from: string; readonly to: string }
  | { readonly kind: "add-address"; readonly address: HostAddress }
  | { readonly kind: "remove-address"; readonly address: HostAddress };

/** The kernel's name of its loopback link in every network namespace. */
export const loopback = "lo";

/** @returns the steps that take back `steps`: each turned round, the last one first. */
export function reversed(steps: readonly Step[]): Step[] {
  return steps.map(turnedRound).reverse();
}

function turnedRound(step: Step): Step {
  switch (step.kind) {
    case "set-sysctl":
      return { ...step, from: step.to, to: step.from };
    case "add-address":
      return { kind: "remove-address", address: step.address };
    case "remove-address":
      return { kind: "add-address", address: step.address };
  }
}

/** @returns the VIP as a host address on lo, where the host has it. */
export function loopbackAddress(host: Host, vip: Address): HostAddress | undefined {
  return host.addresses.find((one) => one.link === loopback && one.address === vip && one.prefixLength === 32);
}

/** Same address in every respect that a plan looks at or sets. */
export function sameAddress(a: HostAddress, b: HostAddress): boolean {
  return (
    a.link === b.link &&
    a.address === b.address &&
    a.prefixLength === b.prefixLength &&
    a.label === b.label &&
    a.broadcast === b.broadcast &&
    a.scope === b.scope
  );
}
