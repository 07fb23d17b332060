/** Whether somebody else answers ARP for a VIP that is here: whom a client hears last has its packets. */

import { familyOf } from "../../net/address.ts";
import type { ArpAnswer, ArpQuestion } from "../../ports/neighbourhood.ts";
import { activeServers, type Facts, linkOf, onLinkAddresses, wayTo } from "../facts.ts";
import type { Finding } from "../finding.ts";
import { type Vip, vipsOf } from "./vip.ts";

/**
 * @returns what has to be asked to know: the VIPs that are here, and the real servers on the same links, by whose hardware
 * addresses they are told from others.
 */
export function arpQuestions(facts: Facts): ArpQuestion[] {
  const links = new Map(
    heldVips(facts).flatMap((vip) => linksOf(facts, vip).map((link) => [link.index, link] as const)),
  );
  const vips = heldVips(facts).flatMap((vip) => linksOf(facts, vip).map((link) => ({ link, address: vip.address })));
  const servers = activeServers(facts).flatMap((server) => {
    const way = wayTo(facts, server);
    const link = way?.gateway === undefined ? links.get(way?.link ?? 0) : undefined;
    const { address } = server.destination.key;
    return link === undefined || familyOf(address) !== "inet" ? [] : [{ link, address }];
  });
  const questions = [...vips, ...servers].flatMap(({ link: { index, mac }, address }) =>
    mac === undefined ? [] : [{ link: index, mac, address }],
  );
  const seen = new Map(questions.map((one) => [`${one.link} ${one.address}`, one]));
  return [...seen.values()];
}

export function contestedVips(facts: Facts): Finding[] {
  const own = new Set(facts.links.map(({ mac }) => mac));
  return heldVips(facts).flatMap((vip) =>
    facts.arpAnswers
      .filter(({ address, mac }) => address === vip.address && !own.has(mac))
      .map((answer) => contested(facts, vip, answer)),
  );
}

function contested(facts: Facts, { address, subject }: Vip, answer: ArpAnswer): Finding {
  const link = linkOf(facts, answer.link)?.name ?? "INTERFACE";
  const server = serverWith(facts, answer);
  const common = {
    code: "vip-contested",
    severity: "error",
    subject,
    evidence: [{ what: `arping -D -I ${link} ${address}`, value: `reply from ${answer.mac}` }],
  } as const;
  if (server === undefined)
    return {
      ...common,
      sentence: `another host on ${link} answers ARP for ${address} as well: clients that hear it send their packets there`,
      mend: [{ command: `ip address flush to ${address}/32`, on: answer.mac }],
    };
  return {
    ...common,
    sentence: `the real server ${server} answers ARP for ${address} as well: clients that hear it are served by it alone`,
    mend: [{ command: `rsprep apply --vip ${address} --interface INTERFACE`, on: server }],
  };
}

/** By what it answers for itself, or what the kernel knows of it. */
function serverWith(facts: Facts, { link, mac }: ArpAnswer): string | undefined {
  const addresses = [...facts.arpAnswers, ...facts.neighbours]
    .filter((one) => one.link === link && one.mac === mac)
    .map(({ address }) => address);
  return activeServers(facts)
    .map(({ destination }) => destination.key.address)
    .find((address) => addresses.includes(address));
}

/** Of IPv4, and here. */
function heldVips(facts: Facts): Vip[] {
  return vipsOf(facts).filter(
    ({ address }) => familyOf(address) === "inet" && facts.paths.get(address)?.kind === "local",
  );
}

/** Those by which clients may ask for it: that carry it, or whose network it is of. */
function linksOf(facts: Facts, { address }: Vip) {
  const near = [...facts.addresses.filter((own) => own.address === address), ...onLinkAddresses(facts, address)];
  const links = facts.links.filter(({ index }) => near.some(({ link }) => link === index));
  return links.filter(({ loopback, up, running }) => !loopback && up && running);
}
