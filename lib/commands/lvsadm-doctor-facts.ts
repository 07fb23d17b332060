/** Gathers what the doctor has to know of this host, through the ports. Decides nothing. */

import { arpQuestions } from "../doctor/checks/contest.ts";
import type { ConnectionFact, Facts } from "../doctor/facts.ts";
import { readListings } from "../doctor/firewall/listings.ts";
import type { Connection } from "../ipvs/connection.ts";
import type { ListedService } from "../ipvs/listing.ts";
import type { Protocol } from "../ipvs/model.ts";
import type { Address } from "../net/address.ts";
import type { Clock } from "../ports/clock.ts";
import type { ReadFirewall } from "../ports/firewall.ts";
import type { HostState } from "../ports/host-state.ts";
import type { IpvsTable } from "../ports/ipvs-table.ts";
import type { Link, Links } from "../ports/links.ts";
import type { Neighbour, Neighbourhood, Path, ProbeArp } from "../ports/neighbourhood.ts";
import type { Sysctls } from "../ports/sysctls.ts";
import { readListed } from "./lvsadm-show-verb.ts";

export interface DoctorPorts {
  readonly links: Links & Neighbourhood;
  readonly sysctls: Sysctls;
  readonly host: HostState;
  readonly clock: Clock;
  readonly readFirewall: ReadFirewall;
  readonly probeArp: ProbeArp;
}

/** Connections that are looked at: what hangs does so among the first ones, too. */
const mostConnections = 100_000;
/** A neighbour that is there answers within milliseconds; the kernel asks once a second, three times. */
const patience = 700;

/** Milliseconds for answers to ARP: on a link they take less than one, of a host that sleeps a few hundred. */
const arpPatience = 500;

export async function gatherFacts(table: IpvsTable, ports: DoctorPorts): Promise<Facts> {
  const facts = await gatherSilently(table, ports);
  return { ...facts, arpAnswers: await ports.probeArp(arpQuestions(facts), arpPatience) };
}

/** All that can be known without sending anything. */
async function gatherSilently(
  table: IpvsTable,
  { links, sysctls, host, clock, readFirewall }: DoctorPorts,
): Promise<Facts> {
  const listed = await readListed(table, () => true);
  const known = await links.links();
  const paths = await pathsTo(addressesOf(listed), links);
  return {
    table: listed,
    syncDaemons: await table.daemons(),
    links: known,
    addresses: await links.addresses(),
    routes: await links.routes(),
    neighbours: await settledNeighbours(links, clock),
    paths,
    sysctls: parameters(sysctls, known),
    connections: connectionsOf(table),
    listening: host.listening(),
    keepers: host.running(["keepalived", "vrrpd"]),
    reversePathDrops: host.reversePathDrops(),
    firewall: readListings(readFirewall()),
    arpAnswers: [],
  };
}

/** VIPs and real servers, each once. */
function addressesOf(table: readonly ListedService[]): Address[] {
  const all = table.flatMap(({ service: { key }, destinations }) => [
    ...(key.kind === "fwmark" ? [] : [key.address]),
    ...destinations.map((destination) => destination.key.address),
  ]);
  return [...new Set(all)];
}

async function pathsTo(addresses: readonly Address[], neighbourhood: Neighbourhood): Promise<Map<Address, Path>> {
  const paths = new Map<Address, Path>();
  for (const address of addresses) paths.set(address, await neighbourhood.pathTo(address));
  return paths;
}

/** Somebody who is being asked for right now may answer yet. */
async function settledNeighbours(neighbourhood: Neighbourhood, clock: Clock): Promise<Neighbour[]> {
  const now = await neighbourhood.neighbours();
  if (!now.some(({ state }) => state === "incomplete")) return now;
  await new Promise<void>((resolve) => clock.at(clock.now() + patience, resolve));
  return neighbourhood.neighbours();
}

function parameters(sysctls: Sysctls, links: readonly Link[]): Map<string, string> {
  const ofLinks = ["all", ...links.map(({ name }) => name)].flatMap((link) =>
    ["rp_filter", "send_redirects", "arp_ignore", "forwarding"].map((name) => `net/ipv4/conf/${link}/${name}`),
  );
  const ofIpvs = ["conntrack", "expire_nodest_conn", "expire_quiescent_template"].map((name) => `net/ipv4/vs/${name}`);
  const values = new Map<string, string>();
  for (const path of ["net/ipv4/ip_forward", "net/ipv6/conf/all/forwarding", ...ofLinks, ...ofIpvs]) {
    const value = sysctls.get(path);
    if (value !== undefined) values.set(path, value);
  }
  return values;
}

function connectionsOf(table: IpvsTable): ConnectionFact[] {
  const facts: ConnectionFact[] = [];
  for (const connection of table.connections()) {
    const protocol = protocolNamed(connection);
    if (protocol !== undefined) facts.push({ ...connection, protocol });
    if (facts.length >= mostConnections) break;
  }
  return facts;
}

function protocolNamed({ protocol }: Connection): Protocol | undefined {
  const name = protocol.toLowerCase();
  return name === "tcp" || name === "udp" || name === "sctp" ? name : undefined;
}
