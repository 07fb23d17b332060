/** Definitions of what can be watched → Trackers; `track_...` blocks → Tracked, with the weights that definitions hand down. */

import type { Tracked, TrackedFile, TrackedProcess, TrackedScript, Trackers, Weight } from "../vrrp/tracking.ts";
import type { BlockValues, UseOf } from "./block-values.ts";
import type { NamedBlocks } from "./checks/named-blocks.ts";
import { definitions, type Tracker, type Tracking, trackedBy } from "./checks/trackers.ts";
import type { PlaceBook } from "./places.ts";
import { processRange } from "./process-range.ts";
import { type RunsAs, resolveCommand } from "./resolve-command.ts";

type File = BlockValues<"file">;

/** Of each name the first definition, which is the one that counts; those without their subject are told elsewhere. */
export function resolveTrackers(places: PlaceBook, file: File, named: NamedBlocks, runsAs: RunsAs): Trackers {
  return {
    scripts: file.all("vrrp_script").flatMap((use) => {
      const script = named.isAgain("vrrp_script", use) ? undefined : resolveScript(use, runsAs);
      return script === undefined ? [] : places.note(script, use);
    }),
    files: file.all("track_file").flatMap((use) => {
      const tracked = named.isAgain("track_file", use) ? undefined : resolveFile(use);
      return tracked === undefined ? [] : places.note(tracked, use);
    }),
    processes: file.all("vrrp_track_process").flatMap((use) => {
      const tracked = named.isAgain("vrrp_track_process", use) ? undefined : resolveProcess(use);
      return tracked === undefined ? [] : places.note(tracked, use);
    }),
  };
}

function resolveScript(
  { value: name, block }: UseOf<"file", "vrrp_script">,
  runsAs: RunsAs,
): TrackedScript | undefined {
  const script = block.get("script");
  if (name === undefined || script === undefined) return undefined;
  const interval = block.get("interval") ?? 1000;
  return {
    name,
    command: resolveCommand(script, block.get("user") ?? runsAs),
    interval,
    timeout: block.get("timeout") ?? interval,
    ...weightOf(block.get("weight"), definitions.track_script.weight),
    rise: block.get("rise") ?? 1,
    fall: block.get("fall") ?? 1,
    failsAtFirst: block.has("init_fail"),
  };
}

function resolveFile({ value: name, block }: UseOf<"file", "track_file">): TrackedFile | undefined {
  const path = block.get("file");
  if (name === undefined || path === undefined) return undefined;
  const initial = block.get("init_file");
  return {
    name,
    path,
    ...weightOf(block.get("weight"), definitions.track_file.weight),
    ...(initial && { initial: { value: initial.value ?? 0, overwrite: initial.way === "overwrite" } }),
  };
}

function resolveProcess({ value: name, block }: UseOf<"file", "vrrp_track_process">): TrackedProcess | undefined {
  const command = block.get("process");
  if (name === undefined || command === undefined) return undefined;
  const { least, most } = processRange(block);
  const parameters = block.get("param_match");
  const delay = block.get("delay") ?? 0;
  return {
    name,
    command,
    ...(parameters === undefined ? {} : { parameters }),
    fullCommand: block.has("full_command"),
    ...weightOf(block.get("weight"), definitions.track_process.weight),
    least,
    ...(most === undefined ? {} : { most }),
    forkDelay: block.get("fork_delay") ?? delay,
    terminateDelay: block.get("terminate_delay") ?? delay,
  };
}

/** Of `VALUE [reverse]` in a definition. */
function weightOf(written: { weight: number; reverse?: true } | undefined, otherwise: number): Weight {
  return { weight: written?.weight ?? otherwise, reverse: written?.reverse ?? false };
}

const kinds = {
  track_interface: "interface",
  track_script: "script",
  track_file: "file",
  track_process: "process",
  track_bfd: "bfd",
} as const satisfies Record<Tracker, Tracked["kind"]>;

/** @returns what a block watches; what nothing defines, which is told elsewhere, is left out, as keepalived does. */
export function resolveTracked(places: PlaceBook, block: Tracking, named: NamedBlocks): readonly Tracked[] {
  return trackedBy(block, named).flatMap(({ tracker, name, weight, reverse, definition, entry }) => {
    if (tracker !== "track_interface" && definition === undefined) return [];
    return places.note({ kind: kinds[tracker], name, weight, reverse }, entry);
  });
}
