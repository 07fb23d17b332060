/** `global_defs` → what instances and the daemons inherit from it. */

import { type Address, address } from "../net/address.ts";
import type { GarpSettings } from "../vrrp/instance.ts";
import type { BlockValues } from "./block-values.ts";
import type { Report } from "./report.ts";
import { atLeastOne } from "./resolve-garp.ts";

export interface GlobalSettings {
  readonly routerId?: string;
  readonly multicastGroup: Address;
  readonly garp: GarpSettings;
}

/** @param values undefined where there is no such block. */
export function resolveGlobal(report: Report, values: BlockValues<"global_defs"> | undefined): GlobalSettings {
  const count = (keyword: "vrrp_garp_master_repeat" | "vrrp_garp_master_refresh_repeat") =>
    atLeastOne(report, values?.get(keyword), values?.place(keyword));
  const routerId = values?.get("router_id");
  return {
    ...(routerId === undefined ? {} : { routerId }),
    multicastGroup: values?.get("vrrp_mcast_group4") ?? address("224.0.0.18"),
    garp: {
      masterDelay: values?.get("vrrp_garp_master_delay") ?? 5000,
      masterRepeat: count("vrrp_garp_master_repeat") ?? 5,
      masterRefresh: values?.get("vrrp_garp_master_refresh") ?? 0,
      masterRefreshRepeat: count("vrrp_garp_master_refresh_repeat") ?? 1,
    },
  };
}
