/**
 * What a chain does with a packet of which not everything is known. Says `dropped` only where nothing that is unknown can
 * save the packet: a doctor who is in doubt keeps silent.
 */

import type { Address, Family } from "../../net/address.ts";
import { contains } from "../../net/prefix.ts";
import type { BaseChain, Condition, Rule, Test } from "./model.ts";

/** A packet that comes from the network; what is absent is unknown. */
export interface Packet {
  readonly family: Family;
  readonly protocol: string;
  readonly source?: Address;
  readonly sourcePort?: number;
  readonly destination?: Address;
  readonly destinationPort?: number;
  /** What conntrack says of it. */
  readonly state?: "new" | "established" | "invalid" | "untracked";
  readonly out?: string;
  /** Whether its destination is an address of this host. */
  readonly local: boolean;
}

export type End =
  | { readonly kind: "dropped"; readonly by: Rule | "policy" }
  | { readonly kind: "rewritten"; readonly by: Rule }
  | { readonly kind: "accepted" | "unknown" };

/** Of one chain; a packet that is accepted goes on to those of other tables. */
export function journey(chain: BaseChain, packet: Packet): End {
  const end = through(chain.rules, chain, packet, 0);
  if (end.kind !== "passed") return end;
  return chain.policy === "drop" ? { kind: "dropped", by: "policy" } : { kind: "accepted" };
}

/** More jumps inside one another than the kernel allows (NFT_JUMP_STACK_SIZE). */
const deepest = 16;

type InnerEnd = End | { readonly kind: "passed" };

function through(rules: readonly Rule[], chain: BaseChain, packet: Packet, depth: number): InnerEnd {
  if (depth > deepest) return { kind: "unknown" };
  for (const rule of rules) {
    const held = all(rule.conditions, packet);
    if (held === "no") continue;
    const end = follow(rule, chain, packet, depth);
    if (end === "goes on") continue;
    if (held === "yes") return end;
    // It may apply. What it drops may reach a later rule; what it spares, or nobody knows, is out of our sight.
    if (end.kind !== "dropped") return { kind: "unknown" };
  }
  return { kind: "passed" };
}

function follow({ verdict, ...rule }: Rule, chain: BaseChain, packet: Packet, depth: number): InnerEnd | "goes on" {
  switch (verdict.kind) {
    case "accept":
      return { kind: "accepted" };
    case "drop":
      return { kind: "dropped", by: { verdict, ...rule } };
    case "rewrite":
      return { kind: "rewritten", by: { verdict, ...rule } };
    case "return":
      return { kind: "passed" };
    case "jump": {
      const end = through(chain.chains.get(verdict.chain) ?? [], chain, packet, depth + 1);
      return end.kind === "passed" ? "goes on" : end;
    }
    case "goto":
      return through(chain.chains.get(verdict.chain) ?? [], chain, packet, depth + 1);
    case "unknown":
      return { kind: "unknown" };
    default:
      return "goes on";
  }
}

type Truth = "yes" | "no" | "maybe";

function all(conditions: readonly Condition[], packet: Packet): Truth {
  let truth: Truth = "yes";
  for (const { not, test } of conditions) {
    const holds = truthOf(test, packet);
    if (holds === (not ? "yes" : "no")) return "no";
    if (holds === "maybe") truth = "maybe";
  }
  return truth;
}

function truthOf(test: Test, packet: Packet): Truth {
  switch (test.of) {
    case "source":
    case "destination":
      return known(packet[test.of], (one) => test.networks.some((network) => contains(network, one)));
    case "source-port":
    case "destination-port": {
      const port = test.of === "source-port" ? packet.sourcePort : packet.destinationPort;
      return known(port, (one) => test.ranges.some(([from, to]) => from <= one && one <= to));
    }
    case "protocol":
      return known(packet.protocol, (one) => test.names.includes(one));
    case "state":
      return known(packet.state, (one) => test.names.includes(one));
    case "in":
      return test.links.every((link) => link === "lo") ? "no" : "maybe";
    case "out":
      return known(packet.out, (one) => test.links.some((link) => isNamed(one, link)));
    case "family":
      return known(packet.family, (one) => test.families.includes(one));
    case "local":
      return known(packet.local, (one) => one);
    case "unknown":
      return "maybe";
  }
}

function known<T>(value: T | undefined, holds: (value: T) => boolean): Truth {
  if (value === undefined) return "maybe";
  return holds(value) ? "yes" : "no";
}

function isNamed(link: string, pattern: string): boolean {
  return pattern.endsWith("*") ? link.startsWith(pattern.slice(0, -1)) : link === pattern;
}
