/** Keywords of the outermost level. */

import { flag, one } from "../arguments.ts";
import type { BlockTable, Rows } from "../keyword-row.ts";
import { serverHead } from "../server-head.ts";
import { text } from "../values/text.ts";
import { notYet } from "./not-yet.ts";

const rows = {
  global_defs: {
    takes: flag,
    opens: "global_defs",
    repeats: true,
    usedBy: ["vrrpd", "checkd"],
    doc: "settings of the whole host",
  },
  vrrp_sync_group: {
    takes: one(text("NAME", "a name for the group")),
    opens: "vrrp_sync_group",
    repeats: true,
    usedBy: ["vrrpd"],
    doc: "instances that change state together",
  },
  vrrp_instance: {
    takes: one(text("NAME", "a name for the instance")),
    opens: "vrrp_instance",
    repeats: true,
    usedBy: ["vrrpd"],
    doc: "one virtual router on one interface",
  },
  virtual_server: {
    takes: serverHead,
    opens: "virtual_server",
    repeats: true,
    usedBy: ["checkd"],
    doc: "one balanced service and the real servers behind it",
  },
} as const satisfies Rows;

export const file: BlockTable<typeof rows> = {
  rows,
  notYet: notYet(
    ["error", "these would not be set up", "static_ipaddress static_routes static_rules"],
    ["error", "the daemon would run in the wrong network namespace", "net_namespace net_namespace_ipvs"],
    ["error", "its virtual servers would be missing", "virtual_server_group"],
    [
      "warning",
      "what refers to it says so",
      "vrrp_script track_file vrrp_track_file vrrp_track_process track_group bfd_instance",
    ],
    ["warning", "it has no effect", "SSL garp_group instance namespace_with_ipsets use_pid_dir child_wait_time"],
    [
      "warning",
      "link changes take effect at once",
      "linkbeat_use_polling linkbeat_interfaces interface_up_down_delays",
    ],
  ),
};
