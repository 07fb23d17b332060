/** Facts of directors that nothing is wrong with, for tests that break one thing each. */

import type { Facts } from "../../lib/doctor/facts.ts";
import type { Finding } from "../../lib/doctor/finding.ts";
import type { ListedService } from "../../lib/ipvs/listing.ts";
import type { Destination, DestinationSettings, ForwardingMethod, ServiceSettings } from "../../lib/ipvs/model.ts";
import { type Address, address } from "../../lib/net/address.ts";
import type { InterfaceAddress, Route } from "../../lib/ports/links.ts";
import type { Path } from "../../lib/ports/neighbourhood.ts";
import { noTraffic } from "./fake-ipvs-table.ts";
import { fakeLink, fakeLoopback } from "./fake-links.ts";

/** ifindex of the links of every director here. */
export const lo = 1;
export const outside = 2;
export const inside = 3;

/** NAT as in a scenario of two networks: VIP 172.16.23.80 outside on eth0, real servers 192.168.23.80 and .81 inside on eth1. */
export function natDirector(): Facts {
  return director("masquerade", { servers: ["192.168.23.80", "192.168.23.81"], link: inside });
}

/** Direct routing on one network: VIP 172.16.23.80 and real servers 172.16.23.111 and .112 on eth0. */
export function directDirector(): Facts {
  return director("direct", { servers: ["172.16.23.111", "172.16.23.112"], link: outside });
}

/** Tunnels to real servers behind the router 192.168.23.1 on eth1, whose MTU has room for them. */
export function tunnelDirector(): Facts {
  const facts = director("tunnel", { servers: ["10.7.0.1", "10.8.0.1"], link: inside, gateway: "192.168.23.1" });
  return { ...facts, links: facts.links.map((link) => (link.index === inside ? { ...link, mtu: 9000 } : link)) };
}

interface Farm {
  readonly servers: readonly string[];
  readonly link: number;
  readonly gateway?: string;
}

function director(forwarding: ForwardingMethod, farm: Farm): Facts {
  const way: Path = { kind: "link", link: farm.link, ...(farm.gateway ? { gateway: address(farm.gateway) } : {}) };
  return {
    table: [
      listed(
        "172.16.23.80",
        farm.servers.map((server) => destination(server, { forwarding })),
      ),
    ],
    syncDaemons: [],
    links: [fakeLoopback, fakeLink(outside, "eth0"), fakeLink(inside, "eth1")],
    addresses: [
      own(outside, "172.16.23.5", 24),
      own(outside, "172.16.23.80", 32),
      own(inside, "192.168.23.5", 24),
      own(lo, "127.0.0.1", 8),
    ],
    routes: [route("0.0.0.0", 0, outside)],
    neighbours: farm.servers.map((server) => ({
      link: farm.link,
      address: address(farm.gateway ?? server),
      state: "reachable",
    })),
    paths: new Map<Address, Path>([
      [address("172.16.23.80"), { kind: "local" }],
      ...farm.servers.map((server): [Address, Path] => [address(server), way]),
    ]),
    sysctls: sysctls(),
    connections: [],
    listening: [],
    keepers: [],
    reversePathDrops: 0,
    firewall: [],
    arpAnswers: [],
  };
}

function sysctls(): Map<string, string> {
  const links = ["all", "lo", "eth0", "eth1"];
  const values: Readonly<Record<string, string>> = {
    rp_filter: "0",
    send_redirects: "0",
    arp_ignore: "0",
    forwarding: "1",
  };
  return new Map([
    ["net/ipv4/ip_forward", "1"],
    ["net/ipv6/conf/all/forwarding", "1"],
    ["net/ipv4/vs/conntrack", "0"],
    ["net/ipv4/vs/expire_nodest_conn", "0"],
    ["net/ipv4/vs/expire_quiescent_template", "0"],
    ...links.flatMap((link) =>
      Object.entries(values).map(([name, value]): [string, string] => [`net/ipv4/conf/${link}/${name}`, value]),
    ),
  ]);
}

export function own(link: number, text: string, prefixLength: number): InterfaceAddress {
  return { link, address: address(text), prefixLength, scope: "global", secondary: false };
}

export function route(to: string, prefixLength: number, link: number): Route {
  return { destination: address(to), prefixLength, link, scope: "global", table: 254 };
}

export function listed(
  vip: string,
  destinations: readonly Destination[],
  settings: Partial<ServiceSettings> = {},
): ListedService {
  return {
    service: {
      key: { kind: "address", protocol: "tcp", address: address(vip), port: 80 },
      settings: { scheduler: "wlc", onePacket: false, schedulerFlags: 0, ...settings },
      counters: noTraffic,
    },
    destinations,
  };
}

export function destination(
  server: string,
  settings: Partial<DestinationSettings> = {},
  over: Partial<Destination> = {},
): Destination {
  return {
    key: { address: address(server), port: 80 },
    settings: { forwarding: "direct", weight: 1, upperThreshold: 0, lowerThreshold: 0, ...settings },
    activeConnections: 0,
    inactiveConnections: 0,
    persistentConnections: 0,
    counters: noTraffic,
    ...over,
  };
}

/** The facts with these kernel parameters instead. */
export function withSysctls(facts: Facts, changed: Readonly<Record<string, string>>): Facts {
  return { ...facts, sysctls: new Map([...facts.sysctls, ...Object.entries(changed)]) };
}

/** The facts with these paths instead. */
export function withPaths(facts: Facts, changed: Readonly<Record<string, Path>>): Facts {
  const paths = Object.entries(changed).map(([to, path]): [Address, Path] => [address(to), path]);
  return { ...facts, paths: new Map([...facts.paths, ...paths]) };
}

/** The facts with each destination of its services changed. */
export function withDestinations(facts: Facts, change: (one: Destination, i: number) => Destination): Facts {
  return { ...facts, table: facts.table.map((one) => ({ ...one, destinations: one.destinations.map(change) })) };
}

/** The facts with another service settings. */
export function withSettings(facts: Facts, settings: Partial<ServiceSettings>): Facts {
  const table = facts.table.map((one) => ({
    ...one,
    service: { ...one.service, settings: { ...one.service.settings, ...settings } },
  }));
  return { ...facts, table };
}

/** What a person would compare first: `error no-servers 172.16.23.80:80`. */
export function heads(findings: readonly Finding[]): string[] {
  return findings.map(({ severity, code, subject }) => `${severity} ${code} ${subject}`);
}

/** Commands of all findings, with `on HOST:` where it is not this one. */
export function mends(findings: readonly Finding[]): string[] {
  return findings.flatMap(({ mend }) => mend.map(({ command, on }) => (on ? `on ${on}: ${command}` : command)));
}
