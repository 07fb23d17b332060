/** Two instances with one number on one link would take each other's advertisements for those of a peer. */

import type { Span } from "../../diag/source.ts";
import type { Check, InstanceView } from "./checked.ts";

interface Holder {
  readonly name: string;
  readonly span: Span;
}

export const numbersAreDistinct: Check = ({ instances, global, named, report }) => {
  const groups = { inet: global?.get("vrrp_mcast_group4"), inet6: global?.get("vrrp_mcast_group6") };
  const holders = new Map<string, Holder>();
  for (const instance of instances) {
    const { block, family, use } = instance;
    if (named.isAgain("vrrp_instance", use)) continue;
    const number = block.get("virtual_router_id");
    const device = block.get("interface");
    const span = block.place("virtual_router_id");
    if (number === undefined || device === undefined || !span) continue;
    const own: Holder = { name: use.value ?? "an instance without a name", span };
    const group = block.get("mcast_dst_ip") ?? groups[family] ?? "";
    const keys = audience(instance, group).map((one) => `${number} ${device} ${family} ${one}`);
    const other = keys.map((key) => holders.get(key)).find((holder) => holder !== undefined);
    for (const key of keys) if (!holders.has(key)) holders.set(key, own);
    if (other)
      report.error(
        "LK0018",
        span,
        `virtual_router_id ${number} is used twice on ${device}, by ${other.name} and ${own.name}`,
        { related: [{ span: other.span, message: "the first one is here" }] },
      );
  }
};

/** @returns who hears it: those that speak to peers one by one are apart where they have none in common. */
function audience({ peers }: InstanceView, group: string): readonly string[] {
  return peers.length === 0 ? [group] : peers.flatMap(({ value }) => value?.address ?? []);
}
