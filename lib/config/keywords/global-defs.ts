/** Keywords of `global_defs`. */

import { one } from "../arguments.ts";
import type { BlockTable, Rows } from "../keyword-row.ts";
import { multicastGroup } from "../values/address.ts";
import { text } from "../values/text.ts";
import * as garp from "./garp.ts";
import { globalFiles } from "./global-files.ts";
import { globalLvs } from "./global-lvs.ts";
import { globalNotify } from "./global-notify.ts";
import { globalProcess } from "./global-processes.ts";
import { globalVrrp } from "./global-vrrp.ts";
import { protocolVersion } from "./version.ts";

const rows = {
  router_id: {
    takes: one(text("NAME", "a name for this host")),
    default: "the host name",
    tier: 1,
    usedBy: ["vrrpd", "checkd"],
    doc: "name of this host in logs; never on the wire",
  },
  lvs_id: {
    takes: one(text("NAME", "a name for this host")),
    standsFor: "router_id",
    deprecated: true,
    gone: true,
    tier: 3,
    usedBy: ["vrrpd", "checkd"],
    doc: "old name of router_id",
  },
  vrrp_version: {
    takes: one(protocolVersion),
    default: "2",
    tier: 1,
    usedBy: ["vrrpd"],
    doc: "VRRP version of instances that name none",
  },
  vrrp_mcast_group4: {
    takes: one(multicastGroup),
    default: "224.0.0.18",
    tier: 1,
    usedBy: ["vrrpd"],
    doc: "group that IPv4 advertisements are sent to",
  },
  vrrp_garp_master_delay: garp.masterDelay,
  vrrp_garp_master_repeat: garp.masterRepeat,
  vrrp_garp_master_refresh: garp.masterRefresh,
  vrrp_garp_master_refresh_repeat: garp.masterRefreshRepeat,
  ...globalVrrp,
  ...globalNotify,
  ...globalLvs,
  ...globalProcess,
  ...globalFiles,
} as const satisfies Rows;

export const globalDefs: BlockTable<typeof rows> = { rows };
