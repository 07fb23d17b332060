/** `vrrp_sync_group` → SyncGroup, and which instance belongs to which. */

import type { SyncGroup } from "../vrrp/instance.ts";
import type { Entry, Reading } from "./block-reader.ts";
import type { PlaceBook } from "./places.ts";
import { headSpan, type Word } from "./syntax.ts";

export interface SyncGroups {
  readonly groups: readonly SyncGroup[];
  /** Instance name → group name. */
  readonly groupOf: ReadonlyMap<string, string>;
}

/** @param defined names of all instances in the file, usable or not. */
export function resolveSyncGroups(
  reading: Reading,
  places: PlaceBook,
  entries: readonly Entry<string>[],
  defined: ReadonlySet<string>,
): SyncGroups {
  const groups: SyncGroup[] = [];
  const groupOf = new Map<string, string>();
  for (const { value: name, statement } of entries) {
    const values = reading.read("vrrp_sync_group", statement.block);
    const inner = values.statement("group");
    if (!inner && statement.block)
      reading.report.error("LK0016", headSpan(statement), `sync group ${name ?? ""} has no "group" block`, {
        expected: "group { INSTANCE ... } inside",
      });
    const words = (inner?.block?.statements ?? []).flatMap((line) => [line.keyword, ...line.args]);
    const members = words.filter((word) => isMember(reading, word, defined));
    if (name === undefined) continue;
    tellSeveral(reading, words);
    for (const word of members) joinGroup(reading, groupOf, word, name);
    const group: SyncGroup = { name, members: members.map((word) => word.text) };
    groups.push(places.note(group, headSpan(statement), { members: inner && headSpan(inner) }));
  }
  return { groups, groupOf };
}

function isMember(reading: Reading, word: Word, defined: ReadonlySet<string>): boolean {
  if (defined.has(word.text)) return true;
  reading.report.error("LK0025", word.span, `the configuration defines no instance ${JSON.stringify(word.text)}`, {
    expected: defined.size === 0 ? "the name of a vrrp_instance" : `one of ${[...defined].join(", ")}`,
  });
  return false;
}

/** Going on as if the instances were independent could leave a router with one leg on each host. */
function tellSeveral(reading: Reading, words: readonly Word[]): void {
  const [, second] = words;
  if (second === undefined) return;
  reading.report.error("LK0003", second.span, "lvskit does not implement sync groups of several instances yet", {
    hint: "a group of one instance works",
  });
}

function joinGroup(reading: Reading, groupOf: Map<string, string>, word: Word, group: string): void {
  const before = groupOf.get(word.text);
  if (before === undefined || before === group) groupOf.set(word.text, group);
  else reading.report.error("LK0033", word.span, `instance ${word.text} is a member of sync group ${before} already`);
}
