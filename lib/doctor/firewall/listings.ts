/** What all tools printed → the base chains of this host, each once. */

import type { FirewallListing } from "../../ports/firewall.ts";
import { readIptables } from "./iptables.ts";
import type { BaseChain } from "./model.ts";
import { readNft } from "./nft.ts";

/** nft prints the rules of iptables-nft too, but of their extensions only the names. */
export function readListings(listings: readonly FirewallListing[]): BaseChain[] {
  const chains = listings.flatMap((one) =>
    one.kind === "nft" ? readNft(one.text) : readIptables(one.text, one.tool, one.family),
  );
  const better = new Set(chains.filter(({ tool }) => tool.endsWith("tables-nft")).map(nameInNft));
  return chains.filter((chain) => chain.tool !== "nft" || !better.has(`${chain.table} ${chain.name}`));
}

function nameInNft({ families, table, name }: BaseChain): string {
  return `${families.includes("inet") ? "ip" : "ip6"} ${table} ${name}`;
}
