/** Two instances with one number on one link would take each other's advertisements for those of a peer. */

import type { Span } from "../../diag/source.ts";
import type { Check, InstanceView } from "./checked.ts";

export const numbersAreDistinct: Check = ({ instances, global, report }) => {
  const groups = { inet: global?.get("vrrp_mcast_group4"), inet6: global?.get("vrrp_mcast_group6") };
  const first = new Map<string, { readonly instance: InstanceView; readonly span: Span }[]>();
  for (const instance of instances) {
    const { block, family } = instance;
    const number = block.get("virtual_router_id");
    const device = block.get("interface");
    const span = block.place("virtual_router_id");
    if (number === undefined || device === undefined || !span) continue;
    const key = `${number} ${device} ${family} ${block.get("mcast_dst_ip") ?? groups[family]}`;
    const others = first.get(key) ?? [];
    first.set(key, [...others, { instance, span }]);
    const clash = others.find((other) => hear(instance, other.instance));
    if (clash)
      report.error(
        "LK0018",
        span,
        `virtual_router_id ${number} is used twice on ${device}, by ${clash.instance.use.value ?? "an instance"} and ${instance.use.value ?? "this one"}`,
        { related: [{ span: clash.span, message: "the first one is here" }] },
      );
  }
};

/** Those that speak to peers one by one are apart where they have no peer in common. */
function hear(one: InstanceView, other: InstanceView): boolean {
  if (one.peers.length === 0 || other.peers.length === 0) return one.peers.length === other.peers.length;
  const peers = new Set(one.peers.map(({ value }) => value?.address));
  return other.peers.some(({ value }) => peers.has(value?.address));
}
