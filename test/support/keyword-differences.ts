/** Every deliberate difference between our reading of the corpus and that of Debian's keepalived 2.2.7, with its reason. */

import type { Sort } from "./keyword-corpus.ts";

export interface Difference {
  /** Who complains where the other does not. */
  readonly only: "keepalived" | "lvskit";
  /** Of `block keyword`. */
  readonly keywords: RegExp;
  /** Absent: with every sort of value. */
  readonly sorts?: readonly Sort[];
  readonly reason: string;
}

/** Keywords that the corpus leaves out: trying them would change the test's own process or namespace. */
export const untried = /^file (net_namespace|net_namespace_ipvs|instance|namespace_with_ipsets)$|^interfaces 1$/;

const theirs: Pick<Difference, "only"> = { only: "keepalived" };
const ours: Pick<Difference, "only"> = { only: "lvskit" };

export const differences: readonly Difference[] = [
  {
    ...theirs,
    keywords: /^global_defs (vrrp_iptables|vrrp_ipsets|nftables)$/,
    sorts: ["least", "greatest"],
    reason: "Debian builds keepalived without iptables, and both at once contradict each other only there",
  },
  {
    ...theirs,
    keywords: /^global_defs (vrrp|checker|bfd)_cpu_affinity$/,
    sorts: ["greatest"],
    reason: "a file is tested for other hosts than this one, which has fewer processors",
  },
  {
    ...theirs,
    keywords: /^track_file init_file$/,
    sorts: ["least", "greatest"],
    reason: "which number is sensible depends on the weights of those who watch the file; not compared yet",
  },
  {
    ...theirs,
    keywords: /^vrrp_script (interval|timeout)$/,
    sorts: ["least"],
    reason: "whole seconds alone in 2.2.7; later releases take milliseconds",
  },
  {
    ...theirs,
    keywords: /^vrrp_instance vrf$/,
    sorts: ["least", "greatest"],
    reason: "it contradicts interface, which the corpus has too; not compared yet",
  },
  {
    ...theirs,
    keywords: /^virtual_server (hashed|(sh|mh)-(port|fallback))$/,
    reason: "flags of a scheduler that is not in use; not compared yet",
  },
  {
    ...theirs,
    keywords: /^virtual_server ip_family$/,
    sorts: ["greatest"],
    reason: "contradicts the address of the virtual server; not compared yet",
  },
  {
    ...theirs,
    keywords: /^virtual_server sorry_server_inhibit$/,
    reason: "without a usable sorry_server; not compared yet",
  },
  {
    ...theirs,
    keywords: /^SSL_GET nb_get_retry$|^routes (gw|or)$/,
    reason: "an old spelling is told once per file",
  },
  {
    ...ours,
    keywords: /^vrrp_instance (advert_int|nopreempt)$/,
    sorts: ["least", "greatest"],
    reason: "keepalived says these without a line (rounding in VRRPv2) or not at all (MASTER clears nopreempt)",
  },
  {
    ...ours,
    keywords: / (delay_loop|connect_timeout)$/,
    sorts: ["too small"],
    reason: "less than a millisecond is no interval that a check could keep",
  },
  {
    ...ours,
    keywords: / (delay_loop|delay_before_retry|warmup)$/,
    sorts: ["too great"],
    reason: "more than 31 days; keepalived has no limit",
  },
  {
    ...ours,
    keywords: / (vrrp_)?garp_master_(repeat|refresh_repeat)$/,
    sorts: ["too great"],
    reason: "more than 255 packets at once is a slip",
  },
  {
    ...ours,
    keywords: / (vrrp_)?garp_master_refresh$/,
    sorts: ["too great"],
    reason: "less often than daily is a slip",
  },
  {
    ...ours,
    keywords: /^url regex_(min_offset|max_offset|stack|options)$/,
    sorts: ["too small", "too great", "wrong kind"],
    reason: "keepalived tells the log alone, or nobody",
  },
  {
    ...ours,
    keywords: / (bind_if|default_interface|interface)$/,
    sorts: ["wrong kind"],
    reason: "names that no interface can have; keepalived looks them up, or does not look",
  },
  {
    ...ours,
    keywords: /^bfd_instance /,
    sorts: ["wrong kind"],
    reason: "after a wrong neighbour keepalived skips the rest of the block unread",
  },
  {
    ...ours,
    keywords: /^virtual_server persistence_engine$/,
    sorts: ["wrong kind"],
    reason: "the kernel has one engine, sip; keepalived leaves it to the kernel to refuse others",
  },
  {
    ...theirs,
    keywords: /^tracked \w+ (weight|reverse|noreverse)$/,
    sorts: ["least", "greatest"],
    reason: "each line of the corpus names the same tracker, which keepalived takes once",
  },
  {
    ...theirs,
    keywords: /^routes vrf$/,
    sorts: ["least", "greatest"],
    reason: "whether an interface is a VRF only the host knows that the file is for",
  },
  {
    ...theirs,
    keywords: /^(virtual_ipaddress|addresses) use_vmac$/,
    reason: "2.2.7 knows it in virtual_ipaddress alone; later releases for every address",
  },
  {
    ...ours,
    keywords: /^virtual_server (sorry_server|hysteresis)$/,
    sorts: ["greatest"],
    reason: "the value is mended because of others in its block; keepalived does so without a line, or in silence",
  },
  {
    ...ours,
    keywords: / (dev|oif|iif)$|^(tracked interfaces|linkbeat_interfaces|interface_up_down_delays) 1$/,
    sorts: ["wrong kind"],
    reason: "names that no interface can have; keepalived waits for such an interface to come",
  },
  {
    ...theirs,
    keywords: /^virtual_server persistence_timeout$/,
    sorts: ["least"],
    reason: "0 is told as having no effect beside the granularity, and such contradictions are not compared here",
  },
];
