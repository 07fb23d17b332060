/** Rules of the kernel's packet filter as far as the doctor judges them, whichever tool printed them. */

import type { Family } from "../../net/address.ts";
import type { Prefix } from "../../net/prefix.ts";

export type Hook = "prerouting" | "input" | "forward" | "output" | "postrouting";

/** A chain that the kernel sends packets through, with the chains that its rules can jump to. */
export interface BaseChain {
  /** What prints and edits it: nft, or a command such as `iptables-nft`. */
  readonly tool: string;
  readonly families: readonly Family[];
  /** As the tool calls it: `inet filter` of nft, `filter` of iptables. */
  readonly table: string;
  readonly name: string;
  readonly kind: "filter" | "nat";
  readonly hook: Hook;
  /** Chains of one hook are passed in the order of their priorities; IPVS has one too. */
  readonly priority: number;
  readonly policy: "accept" | "drop";
  readonly rules: readonly Rule[];
  /** The other chains of its table. */
  readonly chains: ReadonlyMap<string, readonly Rule[]>;
}

export interface Rule {
  /** As the tool lets a person find it: `handle 7`, `-A INPUT -j DROP`. */
  readonly text: string;
  /** All must hold. */
  readonly conditions: readonly Condition[];
  readonly verdict: Verdict;
}

export type Verdict =
  | { readonly kind: "accept" | "drop" | "return" | "none" }
  | { readonly kind: "jump" | "goto"; readonly chain: string }
  /** DNAT, SNAT, redirection, masquerading: the packet's journey through this table ends. */
  | { readonly kind: "rewrite" }
  /** Conntrack shall not know the packet. */
  | { readonly kind: "untrack" }
  /** Something that nobody here judges; it may accept. */
  | { readonly kind: "unknown" };

export interface Condition {
  readonly not: boolean;
  readonly test: Test;
}

export type Test =
  | { readonly of: "source" | "destination"; readonly networks: readonly Prefix[] }
  /** By name, as in protocols(5). */
  | { readonly of: "protocol"; readonly names: readonly string[] }
  /** From and to, both included. */
  | { readonly of: "source-port" | "destination-port"; readonly ranges: readonly (readonly [number, number])[] }
  /** Of conntrack, in small letters. */
  | { readonly of: "state"; readonly names: readonly string[] }
  /** A trailing * stands for any ending. */
  | { readonly of: "in" | "out"; readonly links: readonly string[] }
  | { readonly of: "family"; readonly families: readonly Family[] }
  /** The destination is an address of this host. */
  | { readonly of: "local" }
  | { readonly of: "unknown" };

/** @returns the chain's rules and those of all chains that they lead to. */
export function rulesWithin({ rules, chains }: BaseChain): Rule[] {
  const seen = new Set<string>();
  const all: Rule[] = [];
  const collect = (some: readonly Rule[]): void => {
    for (const rule of some) {
      all.push(rule);
      if (!("chain" in rule.verdict) || seen.has(rule.verdict.chain)) continue;
      seen.add(rule.verdict.chain);
      collect(chains.get(rule.verdict.chain) ?? []);
    }
  };
  collect(rules);
  return all;
}
