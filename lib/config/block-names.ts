/** Which blocks the language has, and the commands that read it. What stands in them is the table's. */

/** Blocks that hold keywords; `file` is the outermost level. */
export type KeywordBlock =
  | "file"
  | "global_defs"
  | "vrrp_script"
  | "vrrp_track_process"
  | "track_file"
  | "vrrp_sync_group"
  | "garp_group"
  | "track_group"
  | "vrrp_instance"
  | "authentication"
  | "auth_hmac"
  | "virtual_server"
  | "real_server"
  | CheckerBlock
  | "url"
  | "host"
  | "SSL"
  | "bfd_instance";

export const checkers = [
  "TCP_CHECK",
  "HTTP_GET",
  "SSL_GET",
  "MISC_CHECK",
  "SMTP_CHECK",
  "DNS_CHECK",
  "UDP_CHECK",
  "PING_CHECK",
  "FILE_CHECK",
  "BFD_CHECK",
] as const;

export type CheckerBlock = (typeof checkers)[number];

/**
 * Blocks that hold entries instead, one per line with its own options, or (names, interface names, mail addresses) any
 * number per line.
 */
export type ListBlock =
  | "group"
  | "notification_email"
  | "interfaces"
  | "virtual_ipaddress"
  | "addresses"
  | "routes"
  | "rules"
  | "tracked interfaces"
  | "tracked scripts"
  | "tracked files"
  | "tracked processes"
  | "tracked bfd"
  | "unicast_peer"
  | "virtual_server_group"
  | "linkbeat_interfaces"
  | "interface_up_down_delays";

export type BlockName = KeywordBlock | ListBlock;

export type Command = "vrrpd" | "checkd";
