/** What instances, sync groups and trackers do besides the election itself, written out with what they inherit. */

import type { Manners } from "../vrrp/instance.ts";
import type { Notify } from "../vrrp/notify.ts";
import type { Tracked, TrackedFile, TrackedProcess, TrackedScript, Weight } from "../vrrp/tracking.ts";
import type { Unicast } from "../vrrp/unicast.ts";
import type { Tracker } from "./checks/trackers.ts";
import { entryTables } from "./keywords/entries.ts";
import { blockOf, type Effective, type Printed, printBlock } from "./print-block.ts";
import type { Places } from "./settings.ts";

export function mannersValues(manners: Manners): Effective<"vrrp_instance"> {
  const { accept, strict, preemptDelay } = manners;
  return {
    preempt_delay: preemptDelay === 0 ? undefined : preemptDelay,
    down_timer_adverts: manners.downTimerAdverts,
    lower_prio_no_advert: manners.lowerPrioNoAdvert,
    higher_prio_send_advert: manners.higherPrioSendAdvert,
    skip_check_adv_addr: manners.skipCheckAdvAddr,
    garp_lower_prio_delay: manners.garpLowerPrioDelay,
    garp_lower_prio_repeat: manners.garpLowerPrioRepeat,
    // Both are what goes without saying, but in strict mode.
    accept: accept && strict ? true : undefined,
    no_accept: accept ? undefined : true,
    dont_track_primary: manners.trackInterface ? undefined : true,
    track_src_ip: manners.trackSource ? true : undefined,
    // Not to be in strict mode may have to be said.
    ...(strict ? { strict_mode: true } : {}),
  };
}

/** Of instances and sync groups alike. */
export function notifyValues({ scripts, always, priorityChanges, mail }: Notify) {
  return {
    notify_master: scripts.master,
    notify_backup: scripts.backup,
    notify_fault: scripts.fault,
    notify_stop: scripts.stop,
    notify: always,
    notify_priority_changes: priorityChanges,
    smtp_alert: mail,
  };
}

export function instanceNotifyValues(notify: Notify): Effective<"vrrp_instance"> {
  return {
    ...notifyValues(notify),
    notify_deleted: notify.scripts.deleted,
    notify_master_rx_lower_pri: notify.scripts.masterRxLowerPri,
  };
}

const keywords = {
  interface: "track_interface",
  script: "track_script",
  file: "track_file",
  process: "track_process",
  bfd: "track_bfd",
} as const satisfies Record<Tracked["kind"], Tracker>;

const entries = {
  interface: entryTables["tracked interfaces"],
  script: entryTables["tracked scripts"],
  file: entryTables["tracked files"],
  process: entryTables["tracked processes"],
  bfd: entryTables["tracked bfd"],
} as const;

/** Each line with its weight, so that nothing depends on definitions. */
export function trackedBlocks(tracked: readonly Tracked[]): Readonly<Record<Tracker, readonly Printed[]>> {
  const block = (kind: Tracked["kind"]): Printed[] => {
    const lines = tracked.filter((one) => one.kind === kind).map(trackedLine);
    return lines.length === 0 ? [] : [{ words: [keywords[kind]], block: lines }];
  };
  return {
    track_interface: block("interface"),
    track_script: block("script"),
    track_file: block("file"),
    track_process: block("process"),
    track_bfd: block("bfd"),
  };
}

function trackedLine({ kind, name, weight, reverse }: Tracked): Printed {
  return { words: entries[kind].write({ name, weight, ...(reverse ? { reverse: true } : {}) }) };
}

export function unicastValues({ source, ttl, checkSource }: Unicast): Effective<"vrrp_instance"> {
  return { unicast_src_ip: source, unicast_ttl: ttl, check_unicast_src: checkSource ? true : undefined };
}

export function peerBlock({ peers }: Unicast): readonly Printed[] {
  const lines = peers.map(({ address, minTtl, maxTtl }) => ({
    words: entryTables.unicast_peer.write({
      address,
      ...(minTtl === 0 ? {} : { min_ttl: minTtl }),
      ...(maxTtl === 255 ? {} : { max_ttl: maxTtl }),
    }),
  }));
  return [{ words: ["unicast_peer"], block: lines }];
}

export function printTrackedScript(places: Places, script: TrackedScript): Printed {
  const { command, user, group } = script.command;
  const values = {
    script: { command },
    interval: script.interval,
    timeout: script.timeout,
    weight: weightOf(script),
    rise: script.rise,
    fall: script.fall,
    init_fail: script.failsAtFirst || undefined,
    user: user === undefined ? undefined : { user, ...(group === undefined ? {} : { group }) },
  };
  const block = printBlock("vrrp_script", blockOf(places, "vrrp_script", script), values, {});
  return { words: ["vrrp_script", script.name], block };
}

export function printTrackedFile(places: Places, file: TrackedFile): Printed {
  const { initial } = file;
  const written = initial && { value: initial.value, ...(initial.overwrite ? ({ way: "overwrite" } as const) : {}) };
  const values = { file: file.path, weight: weightOf(file), init_file: written };
  const block = printBlock("track_file", blockOf(places, "track_file", file), values, {});
  return { words: ["track_file", file.name], block };
}

export function printTrackedProcess(places: Places, tracked: TrackedProcess): Printed {
  const values = {
    process: tracked.command,
    param_match: tracked.parameters,
    full_command: tracked.fullCommand || undefined,
    weight: weightOf(tracked),
    quorum: tracked.least || undefined,
    quorum_max: tracked.most,
    delay: undefined,
    fork_delay: tracked.forkDelay || undefined,
    terminate_delay: tracked.terminateDelay || undefined,
  };
  const written = blockOf(places, "vrrp_track_process", tracked);
  return { words: ["vrrp_track_process", tracked.name], block: printBlock("vrrp_track_process", written, values, {}) };
}

function weightOf({ weight, reverse }: Weight) {
  return { weight, ...(reverse ? ({ reverse: true } as const) : {}) };
}
