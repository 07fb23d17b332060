/** Typed values of a whole configuration → Settings; what concerns several objects at once is checked in conflicts.ts. */

import type { BlockValues } from "./block-values.ts";
import { withDistinctNames, withDistinctServices } from "./conflicts.ts";
import type { PlaceBook } from "./places.ts";
import type { Report } from "./report.ts";
import { type GlobalSettings, resolveGlobal } from "./resolve-global.ts";
import { resolveInstance } from "./resolve-instance.ts";
import { resolveSyncGroups } from "./resolve-sync-groups.ts";
import { resolveVirtualServer } from "./resolve-virtual-server.ts";
import type { Settings } from "./settings.ts";

type FileValues = BlockValues<"file">;

export function resolveSettings(values: FileValues, report: Report, places: PlaceBook): Settings {
  const global = resolveGlobal(report, values.last("global_defs")?.block);
  return {
    ...(global.routerId === undefined ? {} : { routerId: global.routerId }),
    ...report.concerning(["vrrpd"], () => resolveVrrp(report, places, values, global)),
    ...report.concerning(["checkd"], () => resolveServers(report, places, values)),
  };
}

function resolveVrrp(
  report: Report,
  places: PlaceBook,
  values: FileValues,
  global: GlobalSettings,
): Pick<Settings, "syncGroups" | "instances"> {
  const instanceUses = withDistinctNames(report, "instance", values.all("vrrp_instance"));
  const groupUses = withDistinctNames(report, "sync group", values.all("vrrp_sync_group"));
  const misspelt = values.misspelt("vrrp_instance")?.args[0]?.text;
  const names = new Set([misspelt, ...instanceUses.map((use) => use.value)].flatMap((name) => name ?? []));
  const { groups, groupOf } = resolveSyncGroups(report, places, groupUses, names);
  const instances = instanceUses.flatMap((use) => resolveInstance(report, places, global, use, groupOf) ?? []);
  return { syncGroups: groups, instances };
}

function resolveServers(report: Report, places: PlaceBook, values: FileValues): Pick<Settings, "virtualServers"> {
  const servers = values.all("virtual_server").flatMap((use) => resolveVirtualServer(report, places, use) ?? []);
  return { virtualServers: withDistinctServices(report, places, servers) };
}
