/** Keywords of `global_defs`. */

import { one } from "../arguments.ts";
import type { BlockTable, Rows } from "../keyword-row.ts";
import { multicastGroup } from "../values/address.ts";
import { text } from "../values/text.ts";
import * as garp from "./garp.ts";
import { notYet } from "./not-yet.ts";
import { protocolVersion } from "./version.ts";

const rows = {
  router_id: {
    takes: one(text("NAME", "a name for this host")),
    default: "the host name",
    usedBy: ["vrrpd", "checkd"],
    doc: "name of this host in logs; never on the wire",
  },
  vrrp_version: {
    takes: one(protocolVersion),
    default: "2",
    usedBy: ["vrrpd"],
    doc: "VRRP version of instances that name none",
  },
  vrrp_mcast_group4: {
    takes: one(multicastGroup),
    default: "224.0.0.18",
    usedBy: ["vrrpd"],
    doc: "group that IPv4 advertisements are sent to",
  },
  vrrp_garp_master_delay: garp.masterDelay,
  vrrp_garp_master_repeat: garp.masterRepeat,
  vrrp_garp_master_refresh: garp.masterRefresh,
  vrrp_garp_master_refresh_repeat: garp.masterRefreshRepeat,
} as const satisfies Rows;

export const globalDefs: BlockTable<typeof rows> = {
  rows,
  notYet: notYet(
    [
      "warning",
      "no mail is sent",
      `notification_email notification_email_from smtp_server smtp_connect_timeout smtp_helo_name smtp_alert
       smtp_alert_vrrp smtp_alert_checker no_email_faults no_checker_emails`,
    ],
    [
      "warning",
      "no script runs",
      `script_user enable_script_security use_symlink_paths set_supplementary_groups startup_script
       startup_script_timeout shutdown_script shutdown_script_timeout rs_init_notifies notify_fifo notify_fifo_script
       vrrp_notify_fifo vrrp_notify_fifo_script lvs_notify_fifo lvs_notify_fifo_script fifo_write_vrrp_states_on_reload
       vrrp_notify_priority_changes`,
    ],
    ["warning", "connections are not kept on take-over", "lvs_sync_daemon"],
    ["error", "includes would be read differently", "include_check"],
    [
      "warning",
      "it has no effect",
      `checker_log_all_failures vrrp_mcast_group6 vrrp_strict vrrp_skip_check_adv_addr vrrp_garp_lower_prio_delay
       vrrp_garp_lower_prio_repeat vrrp_garp_interval vrrp_gna_interval vrrp_min_garp vrrp_garp_extra_if
       vrrp_vmac_garp_intvl vrrp_lower_prio_no_advert vrrp_higher_prio_send_advert vrrp_down_timer_adverts
       vrrp_startup_delay vrrp_delay_after_boot vrrp_check_unicast_src log_unknown_vrids dynamic_interfaces
       default_interface vrrp_iptables vrrp_ipsets v3_checksum_as_v2 lvs_flush lvs_flush_on_stop lvs_flush_onstop
       lvs_timeouts reload_check_config reload_time_file reload_repeat reload_file json_version state_dump_file
       stats_dump_file json_dump_file data_use_instance tmp_config_directory config_save_dir vrrp_priority
       checker_priority bfd_priority vrrp_no_swap checker_no_swap bfd_no_swap max_auto_priority
       min_auto_priority_delay vrrp_rt_priority checker_rt_priority bfd_rt_priority vrrp_cpu_affinity
       checker_cpu_affinity bfd_cpu_affinity vrrp_rlimit_rttime checker_rlimit_rttime bfd_rlimit_rttime
       vrrp_rlimit_rtime checker_rlimit_rtime bfd_rlimit_rtime process_names process_name vrrp_process_name
       checker_process_name lvs_process_name bfd_process_name snmp_socket enable_traps enable_snmp_vrrp
       enable_snmp_keepalived enable_snmp_checker enable_snmp_rfc enable_snmp_rfcv2 enable_snmp_rfcv3
       snmp_vs_stats_update_interval snmp_rs_stats_update_interval enable_dbus dbus_service_name
       dbus_no_interface_name nftables nftables_priority nftables_counters nftables_ifindex nftables_ipvs
       nftables_ipvs_priority nftables_ipvs_start_fwmark vrrp_netlink_cmd_rcv_bufs vrrp_netlink_cmd_rcv_bufs_force
       vrrp_netlink_monitor_rcv_bufs vrrp_netlink_monitor_rcv_bufs_force lvs_netlink_cmd_rcv_bufs
       lvs_netlink_cmd_rcv_bufs_force lvs_netlink_monitor_rcv_bufs lvs_netlink_monitor_rcv_bufs_force
       process_monitor_rcv_bufs process_monitor_rcv_bufs_force vrrp_rx_bufs_policy vrrp_rx_bufs_multiplier
       disable_local_igmp vmac_prefix vmac_addr_prefix vrrp_owner_ignore_adverts umask random_seed iproute_usr_dir
       iproute_etc_dir`,
    ],
  ),
};
