/** `global_defs` → what instances and the daemons inherit from it. Several such blocks count as one. */

import { type Address, address } from "../net/address.ts";
import type { GarpSettings } from "../vrrp/instance.ts";
import type { Reading } from "./block-reader.ts";
import { atLeastOne } from "./resolve-garp.ts";
import type { Block } from "./syntax.ts";

export interface GlobalSettings {
  readonly routerId?: string;
  readonly multicastGroup: Address;
  readonly garp: GarpSettings;
}

export function resolveGlobal(reading: Reading, blocks: readonly Block[]): GlobalSettings {
  const statements = blocks.flatMap((block) => block.statements);
  const [first] = blocks;
  const values = reading.read("global_defs", first && { ...first, statements });
  const count = (keyword: "vrrp_garp_master_repeat" | "vrrp_garp_master_refresh_repeat") =>
    atLeastOne(reading.report, values.get(keyword), values.place(keyword));
  const routerId = values.get("router_id");
  return {
    ...(routerId === undefined ? {} : { routerId }),
    multicastGroup: values.get("vrrp_mcast_group4") ?? address("224.0.0.18"),
    garp: {
      masterDelay: values.get("vrrp_garp_master_delay") ?? 5000,
      masterRepeat: count("vrrp_garp_master_repeat") ?? 5,
      masterRefresh: values.get("vrrp_garp_master_refresh") ?? 0,
      masterRefreshRepeat: count("vrrp_garp_master_refresh_repeat") ?? 1,
    },
  };
}
