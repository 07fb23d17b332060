/** What instances and sync groups track, and by what weight; what defines each tracker. Judges nothing. */

import type { BlockValues, Entry, UseOf } from "../block-values.ts";
import { type NamedBlocks, nouns } from "./named-blocks.ts";

/** Trackers that have a definition, and the weight of one that says none. */
export const definitions = {
  track_script: { block: "vrrp_script", weight: 0 },
  track_file: { block: "track_file", weight: 1 },
  track_process: { block: "vrrp_track_process", weight: 0 },
  track_bfd: { block: "bfd_instance", weight: 0 },
} as const;

export type DefinedTracker = keyof typeof definitions;
export type Tracker = DefinedTracker | "track_interface";

export const definedTrackers = Object.keys(definitions) as readonly DefinedTracker[];

type Definition = UseOf<"file", (typeof definitions)[DefinedTracker]["block"]>;

/** One line of a `track_...` block. */
export interface Tracked {
  readonly tracker: Tracker;
  readonly name: string;
  readonly noun: string;
  /** Added to the priority while it is up, if positive; while it is down, if negative. 0: down means FAULT. */
  readonly weight: number;
  /** The weight counts with the other sign. */
  readonly reverse: boolean;
  /** Undefined: nothing defines it, or nothing needs to. */
  readonly definition: Definition | undefined;
  readonly entry: Entry<unknown>;
}

interface TrackedValue {
  readonly name: string;
  readonly weight?: number;
  readonly reverse?: true;
  readonly noreverse?: true;
}

interface Named extends Entry<TrackedValue> {
  readonly value: TrackedValue;
}

/** Instances and sync groups alike. */
export interface Tracking {
  last(keyword: Tracker): { readonly block: readonly Entry<TrackedValue>[] } | undefined;
}

/** @returns what a block tracks, in no order that matters; lines that cannot be read or do not count are left out. */
export function trackedBy(block: Tracking, named: NamedBlocks): Tracked[] {
  return [...definedTrackers, "track_interface" as const].flatMap((tracker) =>
    [...tracks(block, tracker).values()].map(([entry]) => view(tracker, entry.value, entry, named)),
  );
}

/** @returns lines that name what a line before them names, with that line: keepalived ignores them. */
export function trackedAgain(
  block: Tracking,
): { readonly noun: string; readonly entry: Named; readonly first: Named }[] {
  return [...definedTrackers, "track_interface" as const].flatMap((tracker) =>
    [...tracks(block, tracker).values()].flatMap(([first, ...others]) =>
      others.map((entry) => ({ noun: nounOf(tracker), entry, first })),
    ),
  );
}

/** The lines of a `track_...` block that can be read, by the name in them; the first of each name counts. */
function tracks(block: Tracking, tracker: Tracker): ReadonlyMap<string, [Named, ...Named[]]> {
  const found = new Map<string, [Named, ...Named[]]>();
  for (const { value, statement } of block.last(tracker)?.block ?? []) {
    if (value === undefined) continue;
    const entry = { value, statement };
    const before = found.get(value.name);
    if (before) before.push(entry);
    else found.set(value.name, [entry]);
  }
  return found;
}

function nounOf(tracker: Tracker): string {
  return tracker === "track_interface" ? "interface" : nouns[definitions[tracker].block];
}

/** @returns each tracker and what it names, a blank between them; also of lines with something wrong in them. */
export function trackedNames(block: Tracking): readonly string[] {
  return definedTrackers.flatMap((tracker) =>
    (block.last(tracker)?.block ?? []).map(({ statement }) => `${tracker} ${statement.name}`),
  );
}

function view(tracker: Tracker, value: TrackedValue, entry: Entry<unknown>, named: NamedBlocks): Tracked {
  const { name } = value;
  if (tracker === "track_interface")
    return {
      tracker,
      name,
      noun: nounOf(tracker),
      weight: value.weight ?? 0,
      reverse: !!value.reverse,
      definition: undefined,
      entry,
    };
  const { block, weight } = definitions[tracker];
  const noun = nounOf(tracker);
  const definition: Definition | undefined = named.find(block, name);
  const own = definition && weightOf(definition);
  return {
    tracker,
    name,
    noun,
    weight: value.weight ?? own?.weight ?? weight,
    reverse: value.reverse ?? (value.weight === undefined && !value.noreverse && !!own?.reverse),
    definition,
    entry,
  };
}

function weightOf({ block }: Definition): { readonly weight: number; readonly reverse: boolean } | undefined {
  if (block.name === "bfd_instance") {
    const weight = (block as BlockValues<"bfd_instance">).get("weight");
    return weight && { weight: weight.weight, reverse: !!weight.reverse };
  }
  const weight = (block as BlockValues<"vrrp_script">).get("weight");
  return weight && { weight: weight.weight, reverse: !!weight.reverse };
}

/** @returns what it adds to the priority while it is up, and while it is down. */
export function contribution({ weight, reverse }: Tracked): readonly [up: number, down: number] {
  const amount = reverse && weight !== 0 ? -weight : weight;
  return weight > 0 ? [amount, 0] : [0, amount];
}
