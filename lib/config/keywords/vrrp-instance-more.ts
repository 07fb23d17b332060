/** Keywords of `vrrp_instance` that nothing implements yet: trackers, unicast, virtual MACs, timing of the election. */

import { flag, one, optional, optionalBoolean } from "../arguments.ts";
import type { Rows } from "../keyword-row.ts";
import { anyMulticastGroup, ipAddress } from "../values/address.ts";
import { choice } from "../values/choice.ts";
import { duration } from "../values/duration.ts";
import { integer } from "../values/integer.ts";
import { count, largestSigned, timer } from "../values/limits.ts";
import { interfaceName } from "../values/text.ts";
import { ipvlan, virtualMac } from "../virtual-link.ts";
import * as garp from "./garp.ts";
import { inert, later, lax, notSetUp, unwatched } from "./later.ts";

const elsewhere = later("error", "advertisements would go to the multicast group");
const ownMac = later("warning", "the addresses stay on the interface's own MAC");

export const trackers = {
  track_interface: unwatched(1, flag, "interfaces whose fault moves the addresses or changes the priority", {
    opens: "tracked interfaces",
  }),
  track_script: unwatched(1, flag, "scripts whose failure moves the addresses or changes the priority", {
    opens: "tracked scripts",
  }),
  track_file: unwatched(2, flag, "files whose number changes the priority", { opens: "tracked files" }),
  track_process: unwatched(2, flag, "processes whose absence moves the addresses or changes the priority", {
    opens: "tracked processes",
  }),
  track_bfd: unwatched(3, flag, "BFD sessions whose loss moves the addresses or changes the priority", {
    opens: "tracked bfd",
  }),
} as const satisfies Rows;

export const vrrpInstanceMore = {
  ...trackers,
  unicast_src_ip: elsewhere(1, one(ipAddress), "source of unicast advertisements"),
  unicast_peer: elsewhere(1, flag, "hosts that get advertisements one by one", { opens: "unicast_peer" }),
  mcast_dst_ip: elsewhere(2, one(anyMulticastGroup), "group of this instance's advertisements"),
  virtual_ipaddress_excluded: notSetUp(1, flag, "addresses that the MASTER has and does not advertise", {
    opens: "addresses",
  }),
  virtual_routes: notSetUp(2, flag, "routes that the MASTER has", { opens: "routes" }),
  virtual_route: notSetUp(2, flag, "old name of virtual_routes", {
    opens: "routes",
    standsFor: "virtual_routes",
    deprecated: true,
    gone: true,
  }),
  virtual_rules: notSetUp(2, flag, "routing rules that the MASTER has", { opens: "rules" }),
  auth_hmac: later("error", "the instance would not be authenticated")(3, flag, "signs advertisements of VRRPv3", {
    opens: "auth_hmac",
    since: "2.4.0",
  }),
  preempt_delay: later("warning", "preemption is not delayed")(
    1,
    one(duration(0, 1000)),
    "seconds after the start before a lower priority is put out of office",
    { default: "0" },
  ),
  use_vmac: ownMac(2, virtualMac, "advertises from an interface with the virtual router's own MAC"),
  vmac_xmit_base: ownMac(2, flag, "sends and receives on the interface below the virtual one"),
  use_vmac_addr: ownMac(3, flag, "gives addresses on other interfaces a virtual MAC too"),
  use_ipvlan: ownMac(3, ipvlan, "advertises from an ipvlan interface"),
  lvs_sync_daemon_interface: later("warning", "connections are not kept on take-over")(
    1,
    one(interfaceName),
    "interface on which directors tell each other their connections",
    { deprecated: true, instead: "write lvs_sync_daemon in global_defs" },
  ),
  dont_track_primary: later("warning", "a fault of the instance's own interface counts")(
    1,
    flag,
    "a fault of the instance's own interface is none of the instance",
  ),
  track_src_ip: inert(2, flag, "a missing source address is a fault"),
  unicast_ttl: inert(2, one(integer(0, 255)), "TTL or hop limit of unicast advertisements", { default: "255" }),
  unicast_fault_no_peer: inert(2, flag, "an instance whose peers were all wrong is in FAULT"),
  check_unicast_src: inert(2, flag, "takes unicast advertisements from listed peers alone"),
  garp_lower_prio_delay: inert(2, one(timer), "like garp_master_delay, after hearing a lower priority", {
    default: "vrrp_garp_lower_prio_delay",
  }),
  garp_lower_prio_repeat: inert(2, one(integer(0, largestSigned)), "packets of that burst; 0: no burst", {
    default: "vrrp_garp_lower_prio_repeat",
  }),
  garp_extra_if: inert(3, garp.extraInterface(0), "seconds between gratuitous ARP for a virtual MAC elsewhere"),
  vmac_garp_intvl: inert(3, garp.extraInterface(0), "old name of garp_extra_if", {
    standsFor: "garp_extra_if",
    deprecated: true,
  }),
  down_timer_adverts: later("warning", "a BACKUP takes over after three missed advertisements")(
    2,
    one(integer(1, 100)),
    "advertisements missed before a BACKUP takes over",
    {
      default: "vrrp_down_timer_adverts",
      asDone: 3,
    },
  ),
  lower_prio_no_advert: inert(2, optionalBoolean, "a MASTER leaves a lower priority's advertisement unanswered"),
  higher_prio_send_advert: inert(2, optionalBoolean, "a MASTER advertises once more before it yields"),
  timer_expired_backup: inert(2, optional(integer(1, 254, "PRIORITY"), 0), "a late timer makes a MASTER a BACKUP", {
    since: "2.2.8",
  }),
  thread_timer_expired: inert(2, optional(integer(1, 254, "PRIORITY"), 0), "old name of timer_expired_backup", {
    standsFor: "timer_expired_backup",
    deprecated: true,
    since: "2.3.2",
  }),
  accept: inert(1, flag, "the MASTER answers on its virtual addresses, which is the default"),
  no_accept: later("warning", "the MASTER answers on its virtual addresses")(
    2,
    flag,
    "the MASTER answers nothing on its virtual addresses",
  ),
  vrf: inert(3, one(interfaceName), "VRF that the virtual MAC's interface belongs to"),
  skip_check_adv_addr: inert(2, optionalBoolean, "compares a peer's addresses with ours only when another peer speaks"),
  strict_mode: lax(2, optionalBoolean, "keeps to the RFC, whatever vrrp_strict says"),
  no_virtual_ipaddress: inert(2, flag, "the instance has no addresses on purpose", { since: "2.2.8" }),
  promote_secondaries: inert(2, flag, "the kernel keeps further addresses when the first of a subnet goes"),
  old_unicast_checksum: inert(2, optional(choice("a mode", ["never"]), "always"), "speaks with peers older than 1.4"),
  v3_checksum_as_v2: inert(2, optionalBoolean, "computes the checksum of VRRPv3 over IPv4 as VRRPv2 does", {
    since: "2.2.8",
  }),
  owner_ignore_adverts: inert(3, optionalBoolean, "the owner of the addresses does not listen", { since: "2.3.3" }),
  kernel_rx_buf_size: inert(3, one(count), "bytes of the socket's receive buffer"),
  debug: inert(3, one(integer(0, 4)), "how much is logged"),
  linkbeat_use_polling: inert(3, flag, "asks for the link's state instead of waiting to be told", {
    deprecated: true,
    instead: "name the interface in linkbeat_interfaces at the top level",
  }),
  native_ipv6: inert(3, flag, "nothing: the addresses tell the family", { deprecated: true, instead: "remove it" }),
} as const satisfies Rows;
