/** The kernel's packet filter as its own tools print it. */

import type { Family } from "../net/address.ts";

export type FirewallListing =
  /** What `nft -j list ruleset` prints. */
  | { readonly kind: "nft"; readonly text: string }
  /** What iptables-save prints. */
  | {
      readonly kind: "iptables";
      /** The command that edits the same rules, such as `iptables-nft`. */
      readonly tool: string;
      readonly family: Family;
      readonly text: string;
    };

/** @returns none of a tool that is not installed, or whose part of the kernel is not in use; nothing is loaded for it. */
export type ReadFirewall = () => FirewallListing[];
