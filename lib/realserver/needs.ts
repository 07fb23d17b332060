/** What each forwarding method needs of a real server, in the kernel's terms. One function per method. */

import { loopback, type NeededSysctl, type Needs, type RealServerWish } from "./model.ts";

export function needsOf(wish: RealServerWish): Needs {
  switch (wish.mode) {
    case "dr":
      return { sysctls: quietArp(["all", wish.interface, loopback]), loopbackVips: wish.vips };
  }
}

/**
 * Holding an address without answering or advertising it by ARP (Documentation/networking/ip-sysctl.rst):
 * arp_ignore 1 answers only for addresses of the link that was asked, and the VIP is on lo; arp_announce 2 never takes the
 * VIP as the sender of this host's own requests, where neighbours would learn it from. The kernel uses the larger of
 * `all` and the link's own value; both are set so that neither depends on the other. Those of lo itself decide
 * nothing, but operators' notes and audits name them.
 */
function quietArp(links: readonly string[]): NeededSysctl[] {
  const parameter = (name: string, value: string) =>
    [...new Set(links)].map((link) => ({ path: `net/ipv4/conf/${link}/${name}`, value }));
  return [...parameter("arp_ignore", "1"), ...parameter("arp_announce", "2")];
}
