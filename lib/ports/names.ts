/** Names of hosts and of ports, both ways, as this machine's resolver and services(5) have them. */

import type { Address } from "../net/address.ts";

export interface Names {
  /** @returns the first IPv4 address of a host name. */
  addressOf(host: string): Promise<Address | undefined>;
  /** @returns all addresses of a host name, of both families, in the resolver's order; none where nobody knows it. */
  addressesOf(host: string): Promise<Address[]>;
  /** @returns the canonical name of an address. */
  hostOf(address: Address): Promise<string | undefined>;
  /** @param protocol `tcp`, `udp` or `sctp`. */
  portOf(service: string, protocol: string): number | undefined;
  serviceOf(port: number, protocol: string): string | undefined;
}
