/** Keywords of `global_defs` that set what VRRP instances inherit, beyond what lvskit implements. */

import { named, positional } from "../argument-forms.ts";
import { flag, list, one, optionalBoolean } from "../arguments.ts";
import type { Rows } from "../keyword-row.ts";
import { multicastGroup6 } from "../values/address.ts";
import { duration } from "../values/duration.ts";
import { integer } from "../values/integer.ts";
import { intervalOrNone, largestSigned, largestUnsigned, timer } from "../values/limits.ts";
import { interfaceName } from "../values/text.ts";
import { name } from "../values/words.ts";
import * as garp from "./garp.ts";
import { inert, later, lax } from "./later.ts";

const startDelay = duration(0.001, largestUnsigned / 1_000_000);

const undelayed = later("warning", "instances change state from the start");

export const globalVrrp = {
  vrrp_mcast_group6: inert(1, one(multicastGroup6), "group that IPv6 advertisements are sent to", {
    default: "ff02::12",
  }),
  vrrp_strict: lax(1, flag, "keeps to the RFC, and refuses or changes what it does not know"),
  vrrp_skip_check_adv_addr: inert(1, flag, "compares a peer's addresses with ours only when another peer speaks"),
  vrrp_garp_lower_prio_delay: inert(2, one(timer), "like vrrp_garp_master_delay, after hearing a lower priority", {
    default: "vrrp_garp_master_delay",
  }),
  vrrp_garp_lower_prio_repeat: inert(2, one(integer(0, largestSigned)), "packets of that burst; 0: no burst", {
    default: "vrrp_garp_master_repeat",
  }),
  vrrp_garp_interval: inert(1, one(intervalOrNone), "seconds between gratuitous ARP packets of one interface"),
  vrrp_gna_interval: inert(
    1,
    one(intervalOrNone),
    "seconds between unsolicited neighbour advertisements of one interface",
  ),
  vrrp_min_garp: inert(2, optionalBoolean, "one gratuitous ARP packet per address and no second burst"),
  vrrp_garp_extra_if: inert(
    3,
    garp.extraInterface(1),
    "seconds between gratuitous ARP for a virtual MAC on the other interfaces",
  ),
  vrrp_vmac_garp_intvl: inert(3, garp.extraInterface(1), "old name of vrrp_garp_extra_if", {
    standsFor: "vrrp_garp_extra_if",
    deprecated: true,
  }),
  vrrp_lower_prio_no_advert: inert(2, optionalBoolean, "a MASTER leaves a lower priority's advertisement unanswered"),
  vrrp_higher_prio_send_advert: inert(2, optionalBoolean, "a MASTER advertises once more before it yields"),
  vrrp_down_timer_adverts: later("warning", "a BACKUP takes over after three missed advertisements")(
    2,
    one(integer(1, 100)),
    "advertisements missed before a BACKUP takes over",
    { default: "3", asDone: 3 },
  ),
  vrrp_startup_delay: undelayed(2, one(startDelay), "seconds after the start in which no instance changes state"),
  vrrp_delay_after_boot: undelayed(
    2,
    one(startDelay),
    "seconds after the host's boot in which no instance changes state",
    {
      since: "2.4.0",
    },
  ),
  vrrp_check_unicast_src: inert(2, flag, "takes unicast advertisements from listed peers alone"),
  log_unknown_vrids: inert(2, flag, "logs advertisements of virtual routers that no instance is part of"),
  dynamic_interfaces: later("warning", "interfaces must exist at the start")(
    2,
    named({}, { allow_if_changes: true }),
    "interfaces may come and go while running",
  ),
  default_interface: inert(2, one(interfaceName), "carries static addresses that name no interface", {
    default: "eth0",
  }),
  vrrp_iptables: later("warning", "nothing keeps traffic from addresses that must not answer")(
    2,
    positional({}, { input: name, output: name }),
    "chains that block traffic to addresses that must not answer",
  ),
  vrrp_ipsets: inert(3, list(name), "names of the sets that the iptables rules use"),
  v3_checksum_as_v2: inert(2, flag, "computes the checksum of VRRPv3 over IPv4 as VRRPv2 does", { since: "2.2.8" }),
  nftables: inert(3, positional({}, { table: name }), "blocks with nftables traffic to addresses that must not answer"),
  nftables_priority: inert(3, one(integer(-(2 ** 31), largestSigned)), "priority of the nftables chains", {
    default: "-1",
  }),
  nftables_counters: inert(3, flag, "puts counters into the nftables rules"),
  nftables_ifindex: inert(3, flag, "names interfaces in nftables rules by index"),
  disable_local_igmp: inert(3, flag, "sends no IGMP joins for the kernel's own groups on virtual interfaces"),
  vmac_prefix: inert(3, one(name), "how names of virtual MAC interfaces begin", { default: "vrrp" }),
  vmac_addr_prefix: inert(3, one(name), "how names of virtual MAC interfaces for addresses begin"),
  vrrp_owner_ignore_adverts: inert(3, optionalBoolean, "the owner of the addresses does not listen", {
    since: "2.3.3",
  }),
} as const satisfies Rows;
