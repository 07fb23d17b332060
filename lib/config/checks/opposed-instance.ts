/** Keywords of an instance that another of its words makes void. */

import type { Span } from "../../diag/source.ts";
import { type Check, type InstanceView, ownerPriority } from "./checked.ts";

export const instancesAgree: Check = ({ instances, report }) => {
  for (const instance of instances)
    for (const { span, message, hint } of contradictions(instance))
      if (span) report.warning("LK0063", span, message, hint === undefined ? {} : { hint });
};

interface Contradiction {
  readonly span: Span | undefined;
  readonly message: string;
  readonly hint?: string;
}

function contradictions(instance: InstanceView): Contradiction[] {
  const { block, peers, owner, state, version, strict } = instance;
  const at = (
    keyword: "preempt_delay" | "authentication" | "mcast_dst_ip" | "vrf" | "owner_ignore_adverts" | "no_accept",
  ) => block.last(keyword)?.statement.keyword.span;
  const found: Contradiction[] = [];
  const delayed = block.get("preempt_delay");
  if (delayed && (state === "MASTER" || block.has("nopreempt")))
    found.push({
      span: at("preempt_delay"),
      message: `"preempt_delay" has no effect: ${state === "MASTER" ? '"state MASTER"' : '"nopreempt"'} clears it`,
      ...(state === "MASTER" ? { hint: 'write "state BACKUP" on every host for it to count' } : {}),
    });
  if (version === 3 && !strict)
    found.push({
      span: at("authentication"),
      message: "VRRPv3 carries no authentication; this block has no effect",
      hint: "leave it out on all hosts of this virtual router, or use version 2",
    });
  if (version === 2 && !strict && !owner && block.get("state") === "MASTER" && usesHeader(instance))
    found.push({
      span: block.place("state"),
      message: '"auth_type AH" reads "state MASTER" as BACKUP',
      hint: "a router has to hear the others' sequence numbers before it is MASTER; write state BACKUP",
    });
  if (peers.length > 0)
    found.push({ span: at("mcast_dst_ip"), message: '"mcast_dst_ip" has no effect beside "unicast_peer"' });
  if (block.has("interface") || peers.length === 0)
    found.push({
      span: at("vrf"),
      message: `"vrf" has no effect ${block.has("interface") ? 'beside "interface"' : 'without "unicast_peer"'}`,
    });
  if (!owner && block.get("owner_ignore_adverts"))
    found.push({
      span: at("owner_ignore_adverts"),
      message: `"owner_ignore_adverts" has no effect: the priority is not ${ownerPriority}`,
    });
  if (block.has("accept"))
    found.push({ span: at("no_accept"), message: '"no_accept" and "accept" exclude each other; the last one counts' });
  return found;
}

/** The IP Authentication Header of the first VRRP. */
function usesHeader({ block }: InstanceView): boolean {
  const authentication = block.last("authentication")?.block;
  return authentication?.get("auth_type") === "AH" && authentication.has("auth_pass");
}
