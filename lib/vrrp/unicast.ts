/** Advertisements to peers one by one instead of to a multicast group. Plain data. */

import type { Address } from "../net/address.ts";

export interface Peer {
  readonly address: Address;
  /** TTL, or hop limit, of what is taken from it; 0 to 255 means that nobody looks. */
  readonly minTtl: number;
  readonly maxTtl: number;
}

export interface Unicast {
  /** Absent: the first address of the interface, or of the way to the peer. */
  readonly source?: Address;
  /** TTL or hop limit of what is sent. */
  readonly ttl: number;
  readonly peers: readonly Peer[];
  /** Takes advertisements of these peers alone. */
  readonly checkSource: boolean;
}
