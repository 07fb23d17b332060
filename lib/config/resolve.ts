/** The tree of a whole configuration → Settings; what concerns several objects at once is checked in conflicts.ts. */

import { type BlockValues, Reading } from "./block-reader.ts";
import { tellSameRouter, withDistinctNames, withDistinctServices } from "./conflicts.ts";
import type { file } from "./keywords/file.ts";
import type { PlaceBook } from "./places.ts";
import type { Report } from "./report.ts";
import { type GlobalSettings, resolveGlobal } from "./resolve-global.ts";
import { resolveInstance } from "./resolve-instance.ts";
import { resolveSyncGroups } from "./resolve-sync-groups.ts";
import { resolveVirtualServer } from "./resolve-virtual-server.ts";
import type { Settings } from "./settings.ts";
import type { Block } from "./syntax.ts";

type FileValues = BlockValues<(typeof file)["rows"]>;

export function resolveSettings(tree: Block, report: Report, places: PlaceBook): Settings {
  const reading = new Reading(report);
  const values = reading.read("file", tree);
  const globalBlocks = values.all("global_defs").flatMap((entry) => entry.statement.block ?? []);
  const global = resolveGlobal(reading, globalBlocks);
  return {
    ...(global.routerId === undefined ? {} : { routerId: global.routerId }),
    ...report.concerning(["vrrpd"], () => resolveVrrp(reading, places, values, global)),
    ...report.concerning(["checkd"], () => resolveServers(reading, places, values)),
  };
}

function resolveVrrp(
  reading: Reading,
  places: PlaceBook,
  values: FileValues,
  global: GlobalSettings,
): Pick<Settings, "syncGroups" | "instances"> {
  const { report } = reading;
  const instanceEntries = withDistinctNames(report, "instance", values.all("vrrp_instance"));
  const groupEntries = withDistinctNames(report, "sync group", values.all("vrrp_sync_group"));
  const names = new Set(instanceEntries.flatMap((entry) => entry.value ?? []));
  const { groups, groupOf } = resolveSyncGroups(reading, places, groupEntries, names);
  const instances = instanceEntries.flatMap((entry) => resolveInstance(reading, places, global, entry, groupOf) ?? []);
  tellSameRouter(report, places, instances);
  return { syncGroups: groups, instances };
}

function resolveServers(reading: Reading, places: PlaceBook, values: FileValues): Pick<Settings, "virtualServers"> {
  const servers = values.all("virtual_server").flatMap((entry) => resolveVirtualServer(reading, places, entry) ?? []);
  return { virtualServers: withDistinctServices(reading.report, places, servers) };
}
