/** The packet filter's rules by its tools: nft, and iptables in both its kinds. */

import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import type { Family } from "../net/address.ts";
import type { FirewallListing, ReadFirewall } from "../ports/firewall.ts";
import { markAllCloseOnExec } from "./descriptors.ts";

/** Of the network namespace the calling thread is in. */
export const readFirewall: ReadFirewall = () => {
  const listings: FirewallListing[] = [];
  if (hasNfnetlink()) {
    const text = printed("nft", ["-j", "list", "ruleset"]);
    if (text !== undefined) listings.push({ kind: "nft", text });
    listings.push(...saved(["iptables-nft"], "inet"), ...saved(["ip6tables-nft"], "inet6"));
  }
  if (textOf("ip_tables_names") !== "") listings.push(...saved(["iptables-legacy", "iptables"], "inet"));
  if (textOf("ip6_tables_names") !== "") listings.push(...saved(["ip6tables-legacy", "ip6tables"], "inet6"));
  return listings;
};

/** @param tools names of one and the same; the first that is there counts. */
function saved(tools: readonly string[], family: Family): FirewallListing[] {
  for (const tool of tools) {
    const text = printed(`${tool}-save`, []);
    if (text !== undefined) return [{ kind: "iptables", tool, family, text }];
  }
  return [];
}

/** A line of /proc/net/netlink (netlink(7)): the kernel's own socket of NETLINK_NETFILTER, 12. Asking without it would load modules. */
function hasNfnetlink(): boolean {
  return textOf("netlink")
    .split("\n")
    .some((line) => /^\S+\s+12\s+0\s/.test(line));
}

function textOf(name: string): string {
  try {
    return readFileSync(`/proc/thread-self/net/${name}`, "utf8");
  } catch {
    return "";
  }
}

/** Milliseconds, and bytes: a ruleset of a hundred thousand rules. */
const patience = 5_000;
const longest = 64 * 2 ** 20;

/** @returns undefined where it is not installed or fails: what it has to say is for those who call it themselves. */
function printed(program: string, words: readonly string[]): string | undefined {
  markAllCloseOnExec();
  const { status, stdout } = spawnSync(program, words, {
    encoding: "utf8",
    env: { ...process.env, PATH: `${process.env.PATH ?? ""}:/usr/sbin:/sbin`, LC_ALL: "C" },
    maxBuffer: longest,
    stdio: ["ignore", "pipe", "ignore"],
    timeout: patience,
  });
  return status === 0 ? stdout : undefined;
}
