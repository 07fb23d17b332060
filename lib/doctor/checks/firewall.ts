/**
 * Whether the packet filter lets through what IPVS is to balance: clients' packets on their way to it, what it forwards, and
 * the replies to masquerading. Speaks only of rules that certainly hold; what they say of single clients is their business.
 */

import { serviceWords } from "../../ipvs/words.ts";
import { familyOf } from "../../net/address.ts";
import type { Endpoint } from "../../net/endpoint.ts";
import { activeServers, type Facts, linkOf, wayTo } from "../facts.ts";
import type { Evidence, Finding } from "../finding.ts";
import { type End, journey, type Packet } from "../firewall/journey.ts";
import { type BaseChain, type Hook, rulesWithin } from "../firewall/model.ts";
import { serverSubject, sysctlEvidence } from "../words.ts";

/** IPVS takes packets at this priority of input and forward (NF_IP_PRI_NAT_SRC less 2): chains after it never see them. */
const ownPriority = 98;

interface Probe {
  readonly subject: string;
  /** What comes of its loss: `packets of clients to 10.0.0.1:80 never reach IPVS`. */
  readonly loss: string;
  /** What comes of its being rewritten; undefined where that does no harm. */
  readonly rewriting?: string;
  readonly hooks: readonly Hook[];
  readonly packet: Packet;
}

export function firewall(facts: Facts): Finding[] {
  const found = new Map<string, Finding>();
  for (const probe of [...requests(facts), ...forwarded(facts), ...replies(facts)])
    for (const chain of facts.firewall.filter((one) => passes(one, probe))) {
      const end = journey(chain, probe.packet);
      const finding = findingOf(probe, chain, end, facts);
      if (finding === undefined) continue;
      const key = `${finding.code} ${chain.tool} ${chain.table} ${chain.name} ${finding.evidence[0]?.value}`;
      found.set(key, together(found.get(key), finding));
    }
  return [...found.values()];
}

/** One rule that harms many is one finding, whose mend is that of all. */
function together(first: Finding | undefined, next: Finding): Finding {
  if (first === undefined) return next;
  const known = new Set(first.mend.map(({ command }) => command));
  return { ...first, mend: [...first.mend, ...next.mend.filter(({ command }) => !known.has(command))] };
}

function passes(chain: BaseChain, { hooks, packet }: Probe): boolean {
  const before = chain.hook === "prerouting" || chain.hook === "output" || chain.priority < ownPriority;
  const seen = chain.hook === "postrouting" || before;
  return seen && hooks.includes(chain.hook) && chain.families.includes(packet.family);
}

/** From a client to a VIP that is here; marks are given in the filter itself. */
function requests(facts: Facts): Probe[] {
  return facts.table.flatMap(({ service: { key } }): Probe[] => {
    if (key.kind === "fwmark" || facts.paths.get(key.address)?.kind !== "local") return [];
    const name = serviceWords(key);
    return [
      {
        subject: name,
        loss: "packets of clients never reach IPVS",
        rewriting: "packets of clients are sent elsewhere before they reach IPVS",
        hooks: ["prerouting", "input"],
        packet: { ...packetTo(key, key.protocol, stateUnlessUntracked(facts, "new")), local: true },
      },
    ];
  });
}

/** As IPVS sends them on; conntrack knows them only where IPVS tells it. */
function forwarded(facts: Facts): Probe[] {
  return activeServers(facts).flatMap((server): Probe[] => {
    const { key } = server.service;
    const { forwarding } = server.destination.settings;
    const link = linkOf(facts, wayTo(facts, server)?.link ?? 0);
    if (key.kind === "fwmark" || link === undefined) return [];
    if (forwarding !== "direct" && forwarding !== "masquerade") return [];
    const to = forwarding === "direct" ? key : server.destination.key;
    const tracked = isTracked(facts);
    const state = stateUnlessUntracked(facts, tracked ? "new" : "untracked");
    return [
      {
        subject: serverSubject(server),
        loss: "packets that IPVS sends on to the real server never leave",
        ...(forwarding === "direct" && tracked
          ? { rewriting: "the source of packets that IPVS sends on is rewritten, so that replies do not go to clients" }
          : {}),
        hooks: ["output", "postrouting"],
        packet: { ...packetTo(to, key.protocol, state), out: link.name, local: false },
      },
    ];
  });
}

/** To conntrack that does not know the request, the first reply of TCP is invalid, that of UDP new. */
function replies(facts: Facts): Probe[] {
  return activeServers(facts).flatMap((server): Probe[] => {
    const { key } = server.service;
    const { key: from, settings } = server.destination;
    if (key.kind === "fwmark" || settings.forwarding !== "masquerade" || !wayTo(facts, server)) return [];
    const state = isTracked(facts) ? "established" : key.protocol === "tcp" ? "invalid" : "new";
    return [
      {
        subject: serverSubject(server),
        loss: "replies of the real server never get back to clients",
        hooks: ["prerouting", "forward"],
        packet: { ...packetFrom(from, key.protocol, stateUnlessUntracked(facts, state)), local: false },
      },
    ];
  });
}

function isTracked(facts: Facts): boolean {
  return facts.sysctls.get("net/ipv4/vs/conntrack") === "1";
}

type State = Pick<Packet, "state">;
/** Without where it goes, which differs. */
type Ends = Omit<Packet, "local" | "out">;

/** A rule that untracks may do so with any packet. */
function stateUnlessUntracked(facts: Facts, state: NonNullable<Packet["state"]>): State {
  const untracks = facts.firewall.some((chain) => rulesWithin(chain).some(({ verdict }) => verdict.kind === "untrack"));
  return untracks ? {} : { state };
}

/** Port 0 is any. */
function packetTo({ address, port }: Endpoint, protocol: string, state: State): Ends {
  const end = { destination: address, ...(port === 0 ? {} : { destinationPort: port }) };
  return { family: familyOf(address), protocol, ...end, ...state };
}

function packetFrom({ address, port }: Endpoint, protocol: string, state: State): Ends {
  const end = { source: address, ...(port === 0 ? {} : { sourcePort: port }) };
  return { family: familyOf(address), protocol, ...end, ...state };
}

function findingOf(probe: Probe, chain: BaseChain, end: End, facts: Facts): Finding | undefined {
  const common = {
    severity: "error",
    subject: probe.subject,
    mend: [{ command: acceptCommand(chain, probe.packet) }],
  } as const;
  if (end.kind === "dropped") {
    const what = end.by === "policy" ? "no rule lets them pass, and the policy drops them" : "a rule drops them";
    return {
      ...common,
      code: "firewall-drops",
      sentence: `${probe.loss}: in ${chainWords(chain)} ${what}`,
      evidence: [evidenceOf(chain, end.by), ...stateEvidence(probe.packet, facts)],
    };
  }
  if (end.kind !== "rewritten" || probe.rewriting === undefined) return undefined;
  return {
    ...common,
    code: "firewall-rewrites",
    sentence: `${probe.rewriting}, by a rule in ${chainWords(chain)}`,
    evidence: [evidenceOf(chain, end.by)],
  };
}

function chainWords({ tool, table, name }: BaseChain): string {
  return tool === "nft" ? `chain ${name} of table ${table}` : `chain ${name} of ${tool}'s table ${table}`;
}

function evidenceOf({ tool, table, name, policy }: BaseChain, by: { readonly text: string } | "policy"): Evidence {
  const what = tool === "nft" ? `nft -a list chain ${table} ${name}` : `${tool} -t ${table} -S ${name}`;
  return { what, value: by === "policy" ? `policy ${policy}` : by.text };
}

/** Why a rule for established connections is none for them. */
function stateEvidence({ state }: Packet, facts: Facts): Evidence[] {
  if (state !== "invalid" && state !== "untracked") return [];
  const path = "net/ipv4/vs/conntrack";
  return [sysctlEvidence(path, facts.sysctls.get(path))];
}

/** Before all other rules; what else they do is left alone. */
function acceptCommand({ tool, table, name }: BaseChain, packet: Packet): string {
  if (tool === "nft") return `nft insert rule ${table} ${name} ${nftMatch(packet)} accept`;
  return `${tool} -t ${table} -I ${name} ${iptablesMatch(packet)} -j ACCEPT`;
}

function nftMatch({ family, protocol, source, sourcePort, destination, destinationPort }: Packet): string {
  const header = family === "inet" ? "ip" : "ip6";
  const words = [
    ...(source ? [`${header} saddr ${source}`] : []),
    ...(destination ? [`${header} daddr ${destination}`] : []),
    ...(sourcePort ? [`${protocol} sport ${sourcePort}`] : []),
    ...(destinationPort ? [`${protocol} dport ${destinationPort}`] : []),
    ...(sourcePort || destinationPort ? [] : [`meta l4proto ${protocol}`]),
  ];
  return words.join(" ");
}

function iptablesMatch({ protocol, source, sourcePort, destination, destinationPort }: Packet): string {
  const words = [
    ...(source ? [`-s ${source}`] : []),
    ...(destination ? [`-d ${destination}`] : []),
    `-p ${protocol}`,
    ...(sourcePort ? [`--sport ${sourcePort}`] : []),
    ...(destinationPort ? [`--dport ${destinationPort}`] : []),
  ];
  return words.join(" ");
}
