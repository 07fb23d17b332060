/**
 * Routes and routing rules that an instance, or this host, has. Named as ip-route(8) and ip-rule(8) name their words,
 * whose meaning they have. Plain data.
 */

import type { Address } from "../net/address.ts";
import type { Prefix } from "../net/prefix.ts";

/** A number, or a name for one that the host's files in /etc/iproute2 have. */
export type Named = number | string;

export type RouteType =
  | "unicast"
  | "local"
  | "broadcast"
  | "anycast"
  | "multicast"
  | "blackhole"
  | "unreachable"
  | "prohibit"
  | "throw";

/** The kernel adjusts it while a connection lives, unless it is locked. */
export interface Metric<T = number> {
  readonly value: T;
  readonly lock?: true;
}

export interface Realms {
  readonly from?: Named;
  readonly to: Named;
}

/** How a route puts packets into others. */
export type Encapsulation =
  | ({ readonly type: "ip" | "ip6"; readonly dst?: Address; readonly src?: Address } & {
      /** As text: 64 bits. */
      readonly id?: string;
      readonly tos?: Named;
      /** TTL, or hop limit. */
      readonly ttl?: number;
      readonly flags?: number;
    })
  | { readonly type: "mpls"; readonly labels: readonly number[] }
  | { readonly type: "ila"; readonly locator: string };

/** One of several ways of a route. */
export interface NextHop {
  readonly via?: Address;
  readonly dev?: string;
  /** 1 to 256; absent: 1. */
  readonly weight?: number;
  readonly onlink?: true;
  readonly realms?: Realms;
  readonly encap?: Encapsulation;
}

export interface Route {
  readonly type: RouteType;
  /** Of length 0: the default route of its family. */
  readonly to: Prefix;
  readonly via?: Address;
  /** An old way to have a second next hop. */
  readonly or?: Address;
  readonly dev?: string;
  readonly src?: Address;
  /** IPv6 alone. */
  readonly from?: Prefix;
  readonly table?: Named;
  readonly metric?: number;
  readonly scope?: "global" | "site" | "link" | "host" | "nowhere" | number;
  readonly protocol?: Named;
  readonly tos?: Named;
  readonly onlink?: true;
  readonly encap?: Encapsulation;
  readonly vrf?: string;
  /** Seconds; IPv6 alone. */
  readonly expires?: number;
  readonly mtu?: Metric;
  readonly hoplimit?: number;
  readonly advmss?: Metric;
  /** Milliseconds, as `rttvar` and `rto_min` are. */
  readonly rtt?: Metric;
  readonly rttvar?: Metric;
  readonly rto_min?: Metric;
  readonly reordering?: Metric;
  readonly window?: number;
  readonly cwnd?: Metric;
  readonly ssthresh?: Metric;
  /** IPv4 alone. */
  readonly realms?: Realms;
  readonly initcwnd?: number;
  readonly initrwnd?: number;
  readonly features?: "ecn";
  readonly quickack?: number;
  readonly congctl?: Metric<string>;
  /** IPv6 alone. */
  readonly pref?: "low" | "medium" | "high" | number;
  readonly fastopen_no_cookie?: number;
  readonly "ttl-propagate"?: "enabled" | "disabled";
  /** How it is added beside others of the same destination; absent: before them. */
  readonly prepend?: true;
  readonly add?: true;
  readonly append?: true;
  readonly nexthops?: readonly NextHop[];
  /** Nobody puts it back when somebody removes it. */
  readonly no_track?: true;
  readonly track_group?: string;
}

/** What is done with packets that a rule fits. */
export type RuleAction =
  | { readonly do: "table"; readonly table: Named }
  | { readonly do: "goto"; readonly preference: number }
  | { readonly do: "nop" | "blackhole" | "prohibit" | "unreachable" | "l3mdev" };

export interface Range {
  readonly first: number;
  readonly last: number;
}

export interface Mark {
  readonly mark: number;
  /** Absent: all bits. */
  readonly mask?: number;
}

/** Of IPv6 where its prefixes are, else of IPv4. */
export interface Rule {
  readonly action: RuleAction;
  readonly not?: true;
  readonly from?: Prefix;
  readonly to?: Prefix;
  /** Rules are tried from the lowest on; absent: keepalived chooses. */
  readonly preference?: number;
  readonly iif?: string;
  readonly oif?: string;
  readonly fwmark?: Mark;
  readonly tos?: Named;
  readonly ipproto?: Named;
  readonly sport?: Range;
  readonly dport?: Range;
  readonly uidrange?: Range;
  readonly protocol?: number;
  /** As text: 64 bits. */
  readonly "tunnel-id"?: string;
  readonly realms?: Realms;
  readonly suppress_prefixlength?: number;
  readonly suppress_ifgroup?: Named;
  readonly no_track?: true;
  readonly track_group?: string;
}
