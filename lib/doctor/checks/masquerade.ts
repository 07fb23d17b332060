/** What NAT needs: this host forwards, and sees the replies, which must not find a shorter way to the client. */

import { familyOf } from "../../net/address.ts";
import type { Link } from "../../ports/links.ts";
import {
  activeServers,
  type ConnectionFact,
  type Facts,
  linkOf,
  onLinkAddresses,
  type Server,
  silentHop,
  vipLinks,
  wayTo,
} from "../facts.ts";
import type { Evidence, Finding, Mend } from "../finding.ts";
import { type BaseChain, rulesWithin } from "../firewall/model.ts";
import { editServerCommand, serverSubject, setSysctlCommand, sysctlEvidence } from "../words.ts";

/** A masqueraded real server and the link by which its replies come in. */
interface Masqueraded extends Server {
  readonly link: Link;
}

function masqueraded(facts: Facts): Masqueraded[] {
  return activeServers(facts).flatMap((server) => {
    const way = wayTo(facts, server);
    const link = way && linkOf(facts, way.link);
    return server.destination.settings.forwarding === "masquerade" && link ? [{ ...server, link }] : [];
  });
}

/** One finding for each link and family. */
export function forwarding(facts: Facts): Finding[] {
  const found = new Map<string, Finding>();
  for (const server of masqueraded(facts)) {
    const path = closedGate(facts, server);
    if (path === undefined || found.has(path)) continue;
    found.set(path, {
      code: "not-forwarding",
      severity: "error",
      subject: serverSubject(server),
      sentence: `this host does not forward packets, so that replies from ${server.link.name} end here instead of at the client`,
      evidence: [sysctlEvidence(path, facts.sysctls.get(path))],
      mend: [{ command: setSysctlCommand(path, "1") }],
    });
  }
  return [...found.values()];
}

/** IPv4 asks the link by which a packet came, which net.ipv4.ip_forward sets for all; IPv6 asks `all`. */
function closedGate(facts: Facts, { destination, link }: Masqueraded): string | undefined {
  const shut = (path: string) => facts.sysctls.get(path) === "0";
  if (familyOf(destination.key.address) === "inet6")
    return shut("net/ipv6/conf/all/forwarding") ? "net/ipv6/conf/all/forwarding" : undefined;
  if (!shut(`net/ipv4/conf/${link.name}/forwarding`)) return undefined;
  return shut("net/ipv4/ip_forward") ? "net/ipv4/ip_forward" : `net/ipv4/conf/${link.name}/forwarding`;
}

/** Packets go to a real server that is there, and none ever comes back: TCP always answers something. */
export function missingReplies(facts: Facts): Finding[] {
  return masqueraded(facts).flatMap((server): Finding[] => {
    const { service, destination } = server;
    const { inPackets, outPackets } = destination.counters;
    // A first packet, and two repetitions that a client makes only when nothing came back.
    const tried = inPackets >= 3n && outPackets === 0n;
    const tcp = service.key.kind === "address" && service.key.protocol === "tcp";
    if (!tried || !tcp || silentHop(facts, destination.key.address) || closedGate(facts, server)) return [];
    return [
      {
        code: "replies-missing",
        severity: "error",
        subject: serverSubject(server),
        sentence:
          "packets go to the real server and no reply passes back through this host: is this host its default gateway?",
        evidence: [{ what: "lvsadm -Ln --stats", value: `InPkts ${inPackets}, OutPkts 0` }],
        mend: gatewayMend(facts, server),
      },
    ];
  });
}

function gatewayMend(facts: Facts, { destination }: Masqueraded): Mend[] {
  const { address } = destination.key;
  const [own] = onLinkAddresses(facts, address).filter(({ secondary }) => !secondary);
  return own ? [{ command: `ip route replace default via ${own.address}`, on: address }] : [];
}

/**
 * Clients, the VIP and the real server on one link: the real server knows a shorter way to clients of its own network, whose
 * connections never come about. Others are served as long as no redirect teaches it that way too.
 */
export function oneArmed(facts: Facts): Finding[] {
  return masqueraded(facts).flatMap((server) => {
    if (!vipLinks(facts, server.service).some(({ index }) => index === server.link.index)) return [];
    return [...shortcut(facts, server), ...redirects(facts, server)];
  });
}

function shortcut(facts: Facts, server: Masqueraded): Finding[] {
  const { address } = server.destination.key;
  if (onLinkAddresses(facts, address).length === 0) return [];
  const path = "net/ipv4/vs/conntrack";
  const rewriters = facts.firewall.filter(rewritesSources);
  const rewritten = rewriters.length > 0;
  if (rewritten && facts.sysctls.get(path) === "1") return [];
  const stuck = facts.connections.filter((one) => isStuckNeighbour(facts, server, one));
  const clients = [...new Set(stuck.map(({ client }) => client.address))];
  const evidence: Evidence[] = [
    { what: `ip route get ${address}`, value: `dev ${server.link.name}, which has the VIP as well` },
    ...(stuck.length > 0 ? [{ what: "lvsadm -Lcn", value: `SYN_RECV from ${clients.slice(0, 3).join(", ")}` }] : []),
  ];
  const common = { severity: stuck.length > 0 ? "error" : "note", subject: serverSubject(server) } as const;
  if (rewritten)
    return [
      {
        ...common,
        code: "nat-rules-skipped",
        sentence: `the real server answers clients of its own network directly, and rules of ${rewriters.map(tableWords).join(", ")} that could prevent it do not see IPVS's packets`,
        evidence: [...evidence, sysctlEvidence(path, facts.sysctls.get(path))],
        mend: [{ command: setSysctlCommand(path, "1") }],
      },
    ];
  return [
    {
      ...common,
      code: "one-armed",
      sentence:
        "the real server answers clients of its own network directly instead of through this host, and they do not know it",
      evidence,
      mend: directMend(server),
    },
  ];
}

function rewritesSources(chain: BaseChain): boolean {
  return (
    chain.kind === "nat" &&
    chain.hook === "postrouting" &&
    rulesWithin(chain).some(({ verdict }) => verdict.kind === "rewrite")
  );
}

function tableWords({ tool, table }: BaseChain): string {
  return tool === "nft" ? `nft table ${table}` : `${tool} -t ${table}`;
}

function isStuckNeighbour(facts: Facts, { destination }: Masqueraded, one: ConnectionFact): boolean {
  const { address, port } = destination.key;
  if (one.state !== "SYN_RECV" || one.destination.address !== address || one.destination.port !== port) return false;
  const networks = onLinkAddresses(facts, address).map(({ address: own }) => own);
  return onLinkAddresses(facts, one.client.address).some(({ address: own }) => networks.includes(own));
}

/** Direct routing is made for one network, but cannot translate ports. */
function directMend(server: Masqueraded): Mend[] {
  const { service, destination } = server;
  const { address, port } = destination.key;
  if (service.key.kind === "fwmark" || service.key.port !== port) return [];
  return [
    { command: `rsprep apply --vip ${service.key.address} --interface INTERFACE`, on: address },
    { command: editServerCommand(server, { forwarding: "direct" }) },
  ];
}

/** The kernel sends redirects where `all` or the link says so. */
function redirects(facts: Facts, server: Masqueraded): Finding[] {
  const paths = ["all", server.link.name].map((link) => `net/ipv4/conf/${link}/send_redirects`);
  const on = paths.filter((path) => facts.sysctls.get(path) === "1");
  if (on.length === 0 || familyOf(server.destination.key.address) === "inet6") return [];
  return [
    {
      code: "redirects",
      severity: "warning",
      subject: serverSubject(server),
      sentence: `replies come in and leave by ${server.link.name}, so that ICMP redirects tell the real server to answer clients directly`,
      evidence: on.map((path) => sysctlEvidence(path, "1")),
      mend: on.map((path) => ({ command: setSysctlCommand(path, "0") })),
    },
  ];
}
