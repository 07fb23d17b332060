/** Whether packets to a service's VIP reach this host, and IPVS in it. Services by fwmark name no VIP. */

import { serviceWords } from "../../ipvs/words.ts";
import type { Address } from "../../net/address.ts";
import { familyOf, widthOf } from "../../net/address.ts";
import type { InterfaceAddress, Link } from "../../ports/links.ts";
import { type Facts, larger, linkOf, onLinkAddresses } from "../facts.ts";
import type { Evidence, Finding, Mend } from "../finding.ts";
import { setSysctlCommand, sysctlEvidence } from "../words.ts";

/** A VIP with the services that it carries. */
export interface Vip {
  readonly address: Address;
  readonly subject: string;
}

export function vips(facts: Facts): Finding[] {
  return vipsOf(facts).flatMap((vip) => {
    const holders = facts.addresses.filter(({ address }) => address === vip.address);
    // The addresses of a link that is down are no way to this host any more, which is not the same as their being absent.
    const down = linkDown(facts, vip, holders);
    if (down.length > 0) return down;
    if (facts.paths.get(vip.address)?.kind !== "local") return [absent(facts, vip)];
    return onLoopback(facts, vip, holders);
  });
}

export function vipsOf({ table }: Pick<Facts, "table">): Vip[] {
  const subjects = new Map<Address, string[]>();
  for (const { service } of table) {
    if (service.key.kind === "fwmark") continue;
    const { address } = service.key;
    subjects.set(address, [...(subjects.get(address) ?? []), serviceWords(service.key)]);
  }
  return [...subjects].map(([address, names]) => ({ address, subject: names.join(", ") }));
}

/** Right on a BACKUP director, so that it is only worth knowing where something here moves VIPs. */
function absent(facts: Facts, { address, subject }: Vip): Finding {
  const evidence: Evidence[] = [{ what: `ip address show to ${address}`, value: "nothing" }];
  const [keeper] = facts.keepers;
  if (keeper !== undefined)
    return {
      code: "vip-absent",
      severity: "note",
      subject,
      sentence: `${address} is not on this host; ${keeper.name} runs here, so this is right while it is BACKUP`,
      evidence: [...evidence, { what: `pgrep -a ${keeper.name}`, value: `${keeper.pid}` }],
      mend: [],
    };
  const [near] = onLinkAddresses(facts, address);
  const link = near && linkOf(facts, near.link);
  return {
    code: "vip-absent",
    severity: "error",
    subject,
    sentence: `${address} is on no interface of this host: packets to it never reach IPVS`,
    evidence,
    mend: [{ command: `ip address add ${hostPrefix(address)} dev ${link?.name ?? "INTERFACE"}` }],
  };
}

function linkDown(facts: Facts, { address, subject }: Vip, holders: readonly InterfaceAddress[]): Finding[] {
  const links = holders.flatMap((one) => linkOf(facts, one.link) ?? []);
  if (links.length === 0 || links.some((link) => link.up && (link.running || link.loopback))) return [];
  return links.map((link) => ({
    code: "vip-link-down",
    severity: "error",
    subject,
    sentence: `${address} is on ${link.name}, which ${link.up ? "has no carrier" : "is down"}`,
    evidence: [{ what: `ip link show ${link.name}`, value: link.up ? "NO-CARRIER" : "DOWN" }],
    mend: link.up ? [] : [{ command: `ip link set ${link.name} up` }],
  }));
}

/**
 * Where the VIP is of no network of this host's, routers bring it, and lo is its usual place. Else hosts ask for it by ARP.
 */
function onLoopback(facts: Facts, vip: Vip, holders: readonly InterfaceAddress[]): Finding[] {
  const links = holders.flatMap((one) => linkOf(facts, one.link) ?? []);
  const near = onLinkAddresses(facts, vip.address).flatMap((one) => linkOf(facts, one.link) ?? []);
  const [asked] = near;
  if (asked === undefined || links.length === 0 || links.some((link) => !link.loopback)) return [];
  const silent = familyOf(vip.address) === "inet" && larger(facts, "arp_ignore", asked.name) > 0;
  const mend = moveTo(asked, holders);
  return [silent ? silentVip(facts, vip, asked, mend) : alwaysHere(vip, asked, mend)];
}

function silentVip(facts: Facts, { address, subject }: Vip, asked: Link, mend: readonly Mend[]): Finding {
  const paths = ["all", asked.name].map((link) => `net/ipv4/conf/${link}/arp_ignore`);
  return {
    code: "vip-without-arp",
    severity: "error",
    subject,
    sentence: `${address} is on lo as on a real server, and arp_ignore keeps this host from answering for it on ${asked.name}`,
    evidence: [
      { what: `ip address show to ${address}`, value: "lo" },
      ...paths.map((path) => sysctlEvidence(path, facts.sysctls.get(path))),
    ],
    mend,
  };
}

function alwaysHere({ address, subject }: Vip, asked: Link, mend: readonly Mend[]): Finding {
  return {
    code: "vip-on-loopback",
    severity: "warning",
    subject,
    sentence: `${address} is on lo as on a real server: this host answers for it on ${asked.name} even while another director should`,
    evidence: [{ what: `ip address show to ${address}`, value: "lo" }],
    mend,
  };
}

function moveTo(link: Link, holders: readonly InterfaceAddress[]): Mend[] {
  return holders.flatMap(({ address, prefixLength }) => [
    { command: `ip address add ${hostPrefix(address)} dev ${link.name}` },
    { command: `ip address del ${address}/${prefixLength} dev lo` },
  ]);
}

function hostPrefix(address: Address): string {
  return `${address}/${widthOf(address)}`;
}

/**
 * rp_filter 1 drops a packet that came by another link than the way back to its sender. Asymmetric routing alone is no
 * fault, and the kernel's count of such drops alone says not where: both together are.
 */
export function reversePath(facts: Facts): Finding[] {
  const drops = facts.reversePathDrops ?? 0;
  const defaults = facts.routes.filter(
    ({ prefixLength, destination }) => prefixLength === 0 && destination === "0.0.0.0",
  );
  if (drops === 0 || defaults.length === 0) return [];
  return inboundLinks(facts).flatMap(({ link, subject }): Finding[] => {
    if (defaults.some((route) => route.link === link.index) || larger(facts, "rp_filter", link.name) !== 1) return [];
    const away = defaults.flatMap((route) => linkOf(facts, route.link)?.name ?? []);
    const paths = ["all", link.name].map((name) => `net/ipv4/conf/${name}/rp_filter`);
    return [
      {
        code: "reverse-path",
        severity: "error",
        subject,
        sentence: `clients behind routers come in by ${link.name}, the way back to them is by ${away.join(", ")}, and rp_filter drops such packets`,
        evidence: [
          ...paths.map((path) => sysctlEvidence(path, facts.sysctls.get(path))),
          { what: "ip route show default", value: away.map((name) => `dev ${name}`).join(", ") },
          { what: "nstat -asz TcpExtIPReversePathFilter", value: String(drops) },
        ],
        mend: [{ command: setSysctlCommand(`net/ipv4/conf/${link.name}/rp_filter`, "2") }],
      },
    ];
  });
}

/** Links that carry an IPv4 VIP, lo apart, each once. */
function inboundLinks(facts: Facts): { link: Link; subject: string }[] {
  const found = new Map<number, { link: Link; subject: string }>();
  for (const { address, subject } of vipsOf(facts))
    for (const holder of facts.addresses.filter((own) => own.address === address && familyOf(address) === "inet")) {
      const link = linkOf(facts, holder.link);
      if (link !== undefined && !link.loopback && !found.has(link.index)) found.set(link.index, { link, subject });
    }
  return [...found.values()];
}
