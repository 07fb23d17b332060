/** What lies beyond this host's links: where packets to an address go, and which neighbours answer (rtnetlink). */

import type { Address } from "../net/address.ts";

export interface Neighbourhood {
  /** Of all links and families. */
  neighbours(): Promise<Neighbour[]>;
  /** Where this host's own packets to an address go, rules (ip-rule) included. */
  pathTo(address: Address): Promise<Path>;
}

/** What ARP or neighbour discovery knows of an address on a link. */
export interface Neighbour {
  /** ifindex. */
  readonly link: number;
  readonly address: Address;
  readonly state: NeighbourState;
  /** Six bytes as `02:00:00:00:00:01`; absent where it is not known. */
  readonly mac?: string;
}

/** What is to be asked for on a link by ARP. */
export interface ArpQuestion {
  /** ifindex of an Ethernet link. */
  readonly link: number;
  /** Of the link itself. */
  readonly mac: string;
  /** Of IPv4. */
  readonly address: Address;
}

/** Somebody who says that an address is theirs. */
export interface ArpAnswer {
  /** ifindex. */
  readonly link: number;
  readonly address: Address;
  readonly mac: string;
}

/**
 * Asks all at once, as a host does that wants an address for itself (RFC 5227): nobody's ARP table learns anything from that.
 * @param patience milliseconds for the answers. @throws SystemError
 */
export type ProbeArp = (questions: readonly ArpQuestion[], patience: number) => Promise<ArpAnswer[]>;

/** As ip-neighbour(8) names them, in small letters. */
export type NeighbourState =
  | "incomplete"
  | "reachable"
  | "stale"
  | "delay"
  | "probe"
  | "failed"
  | "noarp"
  | "permanent";

export type Path =
  /** To this host itself: one of its addresses, or a route of type local. */
  | { readonly kind: "local" }
  | { readonly kind: "link"; readonly link: number; readonly gateway?: Address }
  /** Nowhere. `reason` is the kernel's: `Network is unreachable`. */
  | { readonly kind: "none"; readonly reason: string };
