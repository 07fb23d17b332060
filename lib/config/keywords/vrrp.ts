/** Keywords of `vrrp_instance`, of the blocks in it, and of `vrrp_sync_group`. */

import { flag, one } from "../arguments.ts";
import type { BlockTable, Rows } from "../keyword-row.ts";
import { ipv4Address } from "../values/address.ts";
import { choice } from "../values/choice.ts";
import { duration } from "../values/duration.ts";
import { integer } from "../values/integer.ts";
import { type Kind, wrong } from "../values/kind.ts";
import { interfaceName, text } from "../values/text.ts";
import * as garp from "./garp.ts";
import { notYet } from "./not-yet.ts";
import { protocolVersion } from "./version.ts";

const usedBy = ["vrrpd"] as const;

const vrrpInstanceRows = {
  state: {
    takes: one(choice("a state", ["MASTER", "BACKUP"])),
    default: "BACKUP, or MASTER with priority 255",
    usedBy,
    doc: "wish for the time before the first election; with MASTER, nopreempt has no effect",
  },
  interface: { takes: one(interfaceName), usedBy, doc: "interface that advertisements are sent and received on" },
  virtual_router_id: {
    takes: one(integer(1, 255)),
    usedBy,
    doc: "number of the virtual router, the same on all its hosts and only there",
  },
  priority: {
    takes: one(integer(1, 255)),
    default: "100, or 255 with state MASTER",
    usedBy,
    doc: "the highest becomes MASTER; 255 is for the owner of the addresses",
  },
  advert_int: { takes: one(duration(0.01, 255)), default: "1", usedBy, doc: "seconds between advertisements" },
  version: { takes: one(protocolVersion), default: "vrrp_version", usedBy, doc: "VRRP version on the wire" },
  nopreempt: { takes: flag, usedBy, doc: "a running MASTER of lower priority is left in office" },
  preempt: { takes: flag, usedBy, doc: "the opposite of nopreempt, and the default" },
  authentication: { takes: flag, opens: "authentication", usedBy, doc: "password in advertisements (VRRPv2 only)" },
  virtual_ipaddress: {
    takes: flag,
    opens: "virtual_ipaddress",
    usedBy,
    doc: "addresses that the MASTER has, one per line: ADDRESS[/LEN] [dev IF] [label L] [brd ADDRESS|+|-] [scope S]",
  },
  mcast_src_ip: {
    takes: one(ipv4Address),
    default: "the first address of the interface",
    usedBy,
    doc: "source of advertisements",
  },
  garp_master_delay: garp.masterDelay,
  garp_master_repeat: garp.masterRepeat,
  garp_master_refresh: garp.masterRefresh,
  garp_master_refresh_repeat: garp.masterRefreshRepeat,
} as const satisfies Rows;

export const vrrpInstance: BlockTable<typeof vrrpInstanceRows> = {
  rows: vrrpInstanceRows,
  notYet: notYet(
    [
      "error",
      "a fault that it watches for would not move the addresses",
      "track_interface track_script track_file track_process track_bfd",
    ],
    ["error", "advertisements would go to the multicast group", "unicast_src_ip unicast_peer mcast_dst_ip"],
    ["error", "these would not be set up", "virtual_ipaddress_excluded virtual_routes virtual_rules"],
    ["error", "the instance would not be authenticated", "auth_hmac"],
    [
      "warning",
      "no script runs",
      `notify_master notify_backup notify_fault notify notify_stop notify_deleted notify_master_rx_lower_pri
       notify_priority_changes`,
    ],
    ["warning", "no mail is sent", "smtp_alert"],
    ["warning", "preemption is not delayed", "preempt_delay"],
    ["warning", "the addresses stay on the interface's own MAC", "use_vmac vmac_xmit_base use_vmac_addr use_ipvlan"],
    ["warning", "connections are not kept on take-over", "lvs_sync_daemon_interface"],
    [
      "warning",
      "it has no effect",
      `dont_track_primary track_src_ip unicast_ttl unicast_fault_no_peer check_unicast_src garp_lower_prio_delay
       garp_lower_prio_repeat down_timer_adverts lower_prio_no_advert higher_prio_send_advert timer_expired_backup
       thread_timer_expired accept no_accept vrf skip_check_adv_addr strict_mode no_virtual_ipaddress
       promote_secondaries old_unicast_checksum v3_checksum_as_v2 owner_ignore_adverts garp_extra_if vmac_garp_intvl
       kernel_rx_buf_size debug linkbeat_use_polling native_ipv6`,
    ],
  ),
};

/** RFC 2338 section 5.3.6: 0 none, 1 simple text password, 2 IP authentication header. */
const authType: Kind<"PASS"> = {
  synopsis: "PASS",
  expected: "PASS",
  read(written) {
    if (written === "PASS") return { value: "PASS" };
    if (written === "AH") return { code: "LK0003", fault: "is not implemented by lvskit yet; PASS is" };
    return wrong(
      "is not an authentication type",
      written.toUpperCase() === "PASS" ? 'did you mean "PASS"?' : undefined,
    );
  },
};

const authenticationRows = {
  auth_type: { takes: one(authType), usedBy, doc: "how advertisements prove where they come from" },
  auth_pass: {
    takes: one(text("PASSWORD", "a password of up to 8 bytes")),
    secret: true,
    usedBy,
    doc: "password, the same on all hosts of the virtual router; up to 8 bytes, sent in the clear",
  },
} as const satisfies Rows;

export const authentication: BlockTable<typeof authenticationRows> = { rows: authenticationRows, notYet: {} };

const syncGroupRows = {
  group: { takes: flag, opens: "group", usedBy, doc: "names of the instances, separated by blanks or lines" },
} as const satisfies Rows;

export const syncGroup: BlockTable<typeof syncGroupRows> = {
  rows: syncGroupRows,
  notYet: notYet(
    [
      "error",
      "a fault that it watches for would not move the addresses",
      "track_interface track_script track_file track_process track_bfd",
    ],
    [
      "warning",
      "no script runs",
      "notify_master notify_backup notify_fault notify notify_stop notify_priority_changes",
    ],
    ["warning", "no mail is sent", "smtp_alert"],
    ["warning", "it has no effect", "sync_group_tracking_weight global_tracking"],
  ),
};
