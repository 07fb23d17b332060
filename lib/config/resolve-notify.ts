/** `notify...` and `smtp_alert` of an instance or sync group → Notify, with what global_defs hands down. */

import type { Notify } from "../vrrp/notify.ts";
import type { Script } from "./argument-forms.ts";
import type { BlockValues } from "./block-values.ts";
import { type RunsAs, resolveCommand } from "./resolve-command.ts";

export interface NotifyDefaults {
  readonly runsAs: RunsAs;
  readonly priorityChanges: boolean;
  readonly mail: boolean;
}

/** Instances and groups alike, seen once for their scripts and once for their switches. */
interface Scripts {
  get(keyword: "notify_master" | "notify_backup" | "notify_fault" | "notify_stop" | "notify"): Script | undefined;
}
interface Switches {
  get(keyword: "notify_priority_changes" | "smtp_alert"): boolean | undefined;
}

export function resolveInstanceNotify(values: BlockValues<"vrrp_instance">, defaults: NotifyDefaults): Notify {
  const notify = resolveNotify(values, values, defaults);
  return {
    ...notify,
    scripts: {
      ...notify.scripts,
      ...script("deleted", values.get("notify_deleted"), defaults),
      ...script("masterRxLowerPri", values.get("notify_master_rx_lower_pri"), defaults),
    },
  };
}

export function resolveNotify(values: Scripts, switches: Switches, defaults: NotifyDefaults): Notify {
  return {
    scripts: {
      ...script("master", values.get("notify_master"), defaults),
      ...script("backup", values.get("notify_backup"), defaults),
      ...script("fault", values.get("notify_fault"), defaults),
      ...script("stop", values.get("notify_stop"), defaults),
    },
    ...script("always", values.get("notify"), defaults),
    priorityChanges: switches.get("notify_priority_changes") ?? defaults.priorityChanges,
    mail: switches.get("smtp_alert") ?? defaults.mail,
  };
}

function script<K extends string>(name: K, written: Script | undefined, { runsAs }: NotifyDefaults) {
  return (written === undefined ? {} : { [name]: resolveCommand(written, runsAs) }) as {
    readonly [P in K]?: ReturnType<typeof resolveCommand>;
  };
}
