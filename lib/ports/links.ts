/** Interfaces, addresses and routes of this network namespace (rtnetlink), and news of their changes. */

import type { Address } from "../net/address.ts";

export interface Link {
  /** ifindex. */
  readonly index: number;
  readonly name: string;
  /** Administratively up (IFF_UP). */
  readonly up: boolean;
  /** Operational: carrier and IFF_RUNNING. Until it is, the kernel drops what is sent, and reports success. */
  readonly running: boolean;
  readonly mtu: number;
  /** Six bytes as `02:00:00:00:00:01`; undefined where the link has no Ethernet address. */
  readonly mac: string | undefined;
  readonly loopback: boolean;
}

export interface InterfaceAddress {
  /** ifindex of the link that carries it. */
  readonly link: number;
  readonly address: Address;
  readonly prefixLength: number;
  readonly broadcast?: Address;
  /** At most 15 bytes, IPv4 only. */
  readonly label?: string;
  readonly scope: Scope;
  /** IFA_F_SECONDARY. */
  readonly secondary: boolean;
}

/** rtnetlink scopes by their names in rt_scopes, or the number of a custom one. */
export type Scope = "global" | "site" | "link" | "host" | "nowhere" | number;

/** A route as far as this project makes them: to a prefix through a link. */
export interface Route {
  readonly destination: Address;
  readonly prefixLength: number;
  /** ifindex of the outgoing link. */
  readonly link: number;
  readonly scope: Scope;
  readonly gateway?: Address;
  readonly source?: Address;
  /** RT_TABLE_*: 254 main, 255 local. */
  readonly table: number;
}

export type LinksEvent =
  | { readonly kind: "link"; readonly link: Link }
  | { readonly kind: "link-gone"; readonly link: Link }
  | { readonly kind: "address"; readonly address: InterfaceAddress }
  | { readonly kind: "address-gone"; readonly address: InterfaceAddress }
  /** News was lost (ENOBUFS): read links and addresses again. */
  | { readonly kind: "resync" };

export interface Links {
  links(): Promise<Link[]>;
  addresses(): Promise<InterfaceAddress[]>;
  routes(): Promise<Route[]>;
  /** @throws SystemError with code EEXIST where it is there already. */
  addAddress(address: Omit<InterfaceAddress, "secondary">): Promise<void>;
  /** @throws SystemError with code EADDRNOTAVAIL where it is not there. */
  deleteAddress(address: Pick<InterfaceAddress, "link" | "address" | "prefixLength">): Promise<void>;
  addRoute(route: Route): Promise<void>;
  deleteRoute(route: Route): Promise<void>;
  /** Starts delivering news; one listener per instance. */
  watch(listener: (event: LinksEvent) => void): void;
  close(): void;
}
