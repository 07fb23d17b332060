/** Typed values of a whole configuration → Settings; what concerns several objects at once is checked in conflicts.ts. */

import type { BlockValues } from "./block-values.ts";
import { NamedBlocks } from "./checks/named-blocks.ts";
import { withDistinctNames, withDistinctServices } from "./conflicts.ts";
import type { PlaceBook } from "./places.ts";
import type { Report } from "./report.ts";
import { type GlobalSettings, resolveGlobal } from "./resolve-global.ts";
import { GroupServices } from "./resolve-group-keys.ts";
import { resolveHostAddresses } from "./resolve-host-address.ts";
import { resolveInstance } from "./resolve-instance.ts";
import { saidServers } from "./resolve-real-server.ts";
import { resolveServerGroups } from "./resolve-server-groups.ts";
import { resolveSyncGroups } from "./resolve-sync-groups.ts";
import { resolveTrackers } from "./resolve-trackers.ts";
import { resolveVirtualServer, type ServicesContext } from "./resolve-virtual-server.ts";
import type { Settings } from "./settings.ts";

type FileValues = BlockValues<"file">;

export function resolveSettings(values: FileValues, report: Report, places: PlaceBook): Settings {
  const global = resolveGlobal(report, values.last("global_defs")?.block);
  const named = new NamedBlocks(values);
  return {
    ...(global.routerId === undefined ? {} : { routerId: global.routerId }),
    ...report.concerning(["vrrpd"], () => resolveVrrp(report, places, values, global, named)),
    ...report.concerning(["checkd"], () => resolveServers(report, places, values, global, named)),
    trackers: resolveTrackers(places, values, named, global.notify.runsAs),
    statics: {
      addresses: resolveHostAddresses(
        places,
        global.device,
        values.all("static_ipaddress").flatMap(({ block }) => block),
      ),
      routes: values.all("static_routes").flatMap(({ block }) => block.flatMap(({ value }) => value ?? [])),
      rules: values.all("static_rules").flatMap(({ block }) => block.flatMap(({ value }) => value ?? [])),
    },
    ...(global.mail === undefined ? {} : { mail: global.mail }),
  };
}

function resolveVrrp(
  report: Report,
  places: PlaceBook,
  values: FileValues,
  global: GlobalSettings,
  named: NamedBlocks,
): Pick<Settings, "syncGroups" | "instances"> {
  const instanceUses = withDistinctNames(report, "instance", values.all("vrrp_instance"));
  const groupUses = withDistinctNames(report, "sync group", values.all("vrrp_sync_group"));
  const misspelt = values.misspelt("vrrp_instance")?.args[0]?.text;
  const names = new Set([misspelt, ...instanceUses.map((use) => use.value)].flatMap((name) => name ?? []));
  const { groups, groupOf } = resolveSyncGroups(report, places, groupUses, names, { named, notify: global.notify });
  const instances = instanceUses.flatMap((use) => resolveInstance(report, places, global, use, groupOf, named) ?? []);
  return { syncGroups: groups, instances };
}

function resolveServers(
  report: Report,
  places: PlaceBook,
  values: FileValues,
  global: GlobalSettings,
  named: NamedBlocks,
): Pick<Settings, "virtualServers" | "serverGroups"> {
  const serverGroups = resolveServerGroups(report, places, values, named);
  const groups = new GroupServices(serverGroups);
  const defaults = { runsAs: global.notify.runsAs, mail: global.serverMail };
  const context = { report, places, defaults, groups, said: saidServers(report) } satisfies ServicesContext;
  const servers = values.all("virtual_server").flatMap((use) => resolveVirtualServer(context, use) ?? []);
  return { serverGroups, virtualServers: withDistinctServices(report, places, servers) };
}
