/** What the doctor knows of a host, gathered once, and the questions that several checks ask of it. Pure. */

import type { SyncDaemon } from "../ipvs/control.ts";
import type { ListedService } from "../ipvs/listing.ts";
import type { Destination, Protocol, Service } from "../ipvs/model.ts";
import { type Address, widthOf } from "../net/address.ts";
import type { Endpoint } from "../net/endpoint.ts";
import { contains } from "../net/prefix.ts";
import type { InterfaceAddress, Link, Route } from "../ports/links.ts";
import type { ArpAnswer, Neighbour, Path } from "../ports/neighbourhood.ts";
import type { BaseChain } from "./firewall/model.ts";

export interface Facts {
  readonly table: readonly ListedService[];
  readonly syncDaemons: readonly SyncDaemon[];
  readonly links: readonly Link[];
  readonly addresses: readonly InterfaceAddress[];
  readonly routes: readonly Route[];
  /** Those whose state has lasted, see the gathering. */
  readonly neighbours: readonly Neighbour[];
  /** Where this host's own packets to each VIP, real server and gateway of one go. */
  readonly paths: ReadonlyMap<Address, Path>;
  /** By path below /proc/sys; what the kernel does not have is absent. */
  readonly sysctls: ReadonlyMap<string, string>;
  readonly connections: readonly ConnectionFact[];
  /** Sockets of this host that take new TCP connections. */
  readonly listening: readonly Endpoint[];
  /** Programs of this host that give and take VIPs. */
  readonly keepers: readonly Keeper[];
  /** IPReversePathFilter of /proc/net/netstat; undefined where the kernel does not count it. */
  readonly reversePathDrops: number | undefined;
  /** Base chains of the packet filter, as far as its tools could be asked. */
  readonly firewall: readonly BaseChain[];
  /** Who answered an ARP probe; empty where none was sent. */
  readonly arpAnswers: readonly ArpAnswer[];
}

export interface ConnectionFact {
  readonly protocol: Protocol;
  readonly client: Endpoint;
  readonly virtual: Endpoint;
  readonly destination: Endpoint;
  /** As ip_vs_conn names it, such as `SYN_RECV`. */
  readonly state: string;
}

export interface Keeper {
  /** keepalived or vrrpd. */
  readonly name: string;
  readonly pid: number;
}

export interface Server {
  readonly service: Service;
  readonly destination: Destination;
}

export function servers(facts: Facts): Server[] {
  return facts.table.flatMap(({ service, destinations }) =>
    destinations.map((destination) => ({ service, destination })),
  );
}

/** Real servers that are sent new connections. */
export function activeServers(facts: Facts): Server[] {
  return servers(facts).filter(({ destination }) => destination.settings.weight > 0);
}

export function linkNamed(facts: Facts, name: string): Link | undefined {
  return facts.links.find((link) => link.name === name);
}

export function linkOf(facts: Facts, index: number): Link | undefined {
  return facts.links.find((link) => link.index === index);
}

/** The addresses of this host in whose network `address` is, those of lo apart. */
export function onLinkAddresses(facts: Facts, address: Address): InterfaceAddress[] {
  const width = widthOf(address);
  return facts.addresses.filter(
    (own) =>
      own.prefixLength < width &&
      linkOf(facts, own.link)?.loopback === false &&
      contains({ address: own.address, prefixLength: own.prefixLength }, address),
  );
}

/** A parameter that exists for `all` and for each link, the larger of the two, which is what counts for the kernel. */
export function larger(facts: Facts, name: string, link: string): number {
  return Math.max(...["all", link].map((one) => Number(facts.sysctls.get(`net/ipv4/conf/${one}/${name}`) ?? 0)));
}

/** Where a real server's packets leave this host; undefined for itself and for nowhere. */
export function wayTo(facts: Facts, server: Server): Extract<Path, { kind: "link" }> | undefined {
  const path = facts.paths.get(server.destination.key.address);
  return path?.kind === "link" ? path : undefined;
}

/** Whether the next hop to an address has been asked for by ARP or neighbour discovery, and is silent. */
export function silentHop(facts: Facts, address: Address): Neighbour | undefined {
  const path = facts.paths.get(address);
  if (path?.kind !== "link") return undefined;
  const hop = path.gateway ?? address;
  return facts.neighbours.find(
    (one) => one.link === path.link && one.address === hop && (one.state === "failed" || one.state === "incomplete"),
  );
}

/** Links that carry the service's VIP; none for services by fwmark. */
export function vipLinks(facts: Facts, { key }: Service): Link[] {
  if (key.kind === "fwmark") return [];
  return facts.addresses
    .filter(({ address }) => address === key.address)
    .flatMap(({ link }) => linkOf(facts, link) ?? []);
}
