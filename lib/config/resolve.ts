/** The tree of a whole configuration → Settings; what concerns several objects at once is checked here and in conflicts.ts. */

import { Reading } from "./block-reader.ts";
import { tellSameRouter, withDistinctNames, withDistinctServices } from "./conflicts.ts";
import type { PlaceBook } from "./places.ts";
import type { Report } from "./report.ts";
import { resolveGlobal } from "./resolve-global.ts";
import { resolveInstance } from "./resolve-instance.ts";
import { resolveSyncGroups } from "./resolve-sync-groups.ts";
import { resolveVirtualServer } from "./resolve-virtual-server.ts";
import type { Settings } from "./settings.ts";
import type { Block } from "./syntax.ts";

export function resolveSettings(tree: Block, report: Report, places: PlaceBook): Settings {
  const reading = new Reading(report);
  const file = reading.read("file", tree);
  const global = resolveGlobal(
    reading,
    file.all("global_defs").flatMap((entry) => entry.statement.block ?? []),
  );
  const instanceEntries = withDistinctNames(report, "instance", file.all("vrrp_instance"));
  const groupEntries = withDistinctNames(report, "sync group", file.all("vrrp_sync_group"));
  const names = new Set(instanceEntries.flatMap((entry) => entry.value ?? []));
  const { groups, groupOf } = resolveSyncGroups(reading, places, groupEntries, names);
  const instances = instanceEntries.flatMap((entry) => resolveInstance(reading, places, global, entry, groupOf) ?? []);
  tellSameRouter(report, places, instances);
  const virtualServers = file.all("virtual_server").flatMap((e) => resolveVirtualServer(reading, places, e) ?? []);
  return {
    ...(global.routerId === undefined ? {} : { routerId: global.routerId }),
    syncGroups: groups,
    instances,
    virtualServers: withDistinctServices(report, places, virtualServers),
  };
}
