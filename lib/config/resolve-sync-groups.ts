/** `vrrp_sync_group` → SyncGroup, and which instance belongs to which. */

import { nearest } from "../diag/suggest.ts";
import type { SyncGroup } from "../vrrp/instance.ts";
import type { UseOf } from "./block-values.ts";
import type { NamedBlocks } from "./checks/named-blocks.ts";
import type { PlaceBook } from "./places.ts";
import type { Report } from "./report.ts";
import { type NotifyDefaults, resolveNotify } from "./resolve-notify.ts";
import { resolveTracked } from "./resolve-trackers.ts";
import { headSpan, type Word } from "./syntax.ts";

export interface SyncGroups {
  readonly groups: readonly SyncGroup[];
  /** Instance name → group name. */
  readonly groupOf: ReadonlyMap<string, string>;
}

/** @param defined names of all instances in the file, usable or not. */
export function resolveSyncGroups(
  report: Report,
  places: PlaceBook,
  uses: readonly UseOf<"file", "vrrp_sync_group">[],
  defined: ReadonlySet<string>,
  { named, notify }: { readonly named: NamedBlocks; readonly notify: NotifyDefaults },
): SyncGroups {
  const groups: SyncGroup[] = [];
  const groupOf = new Map<string, string>();
  for (const use of uses) {
    const { value: name, statement, block } = use;
    const inner = block.last("group");
    if (!block.has("group") && statement.block)
      report.error("LK0016", headSpan(statement), `sync group ${name ?? ""} has no "group" block`, {
        expected: "group { INSTANCE ... } inside",
      });
    if (inner?.statement.block && inner.block.length === 0)
      report.warning("LK0016", headSpan(inner.statement), `sync group ${name ?? ""} has no members, and so no effect`);
    const words = (inner?.block ?? []).flatMap(({ statement: line }) => [line.keyword, ...line.args]);
    const members = withoutRepeats(
      report,
      words.filter((word) => isMember(report, word, defined)),
    );
    if (name === undefined) continue;
    tellSeveral(report, words);
    for (const word of members) joinGroup(report, groupOf, word, name);
    const group: SyncGroup = {
      name,
      members: members.map((word) => word.text),
      tracked: resolveTracked(places, block, named),
      notify: resolveNotify(block, block, notify),
      trackingWeight: block.has("sync_group_tracking_weight"),
    };
    groups.push(places.note(group, use, () => ({ members: inner && headSpan(inner.statement) })));
  }
  return { groups, groupOf };
}

/** VI_1 and VI_2 differ on purpose. */
function isNext(name: string, other: string): boolean {
  return name.length === other.length && name.slice(0, -1) === other.slice(0, -1);
}

/** Names that one is compared with; more take long. */
const mostCompared = 200;

function isMember(report: Report, word: Word, defined: ReadonlySet<string>): boolean {
  if (defined.has(word.text)) return true;
  const near = nearest(
    word.text,
    [...defined].slice(0, mostCompared).filter((name) => !isNext(name, word.text)),
  );
  const hint = word.text.endsWith(",")
    ? "names are separated by blanks, without commas"
    : near && `did you mean ${JSON.stringify(near)}?`;
  report.error("LK0025", word.span, `the configuration defines no instance ${JSON.stringify(word.text)}`, {
    ...(hint === undefined ? {} : { hint }),
    expected: defined.size === 0 ? "the name of a vrrp_instance" : `one of ${[...defined].join(", ")}`,
  });
  return false;
}

/** As keepalived, which leaves the second one out. */
function withoutRepeats(report: Report, members: readonly Word[]): readonly Word[] {
  const first = new Map<string, Word>();
  for (const word of members) {
    const before = first.get(word.text);
    if (before === undefined) first.set(word.text, word);
    else
      report.warning("LK0017", word.span, `instance ${word.text} is listed twice; not used again`, {
        related: [{ span: before.span, message: "listed first here" }],
      });
  }
  return [...first.values()];
}

/** Going on as if the instances were independent could leave a router with one leg on each host. */
function tellSeveral(report: Report, words: readonly Word[]): void {
  const second = words.find(({ text }) => text !== words[0]?.text);
  if (second === undefined) return;
  report.error("LK0003", second.span, "lvskit does not implement sync groups of several instances yet", {
    hint: "a group of one instance works",
  });
}

function joinGroup(report: Report, groupOf: Map<string, string>, word: Word, group: string): void {
  const before = groupOf.get(word.text);
  if (before === undefined || before === group) groupOf.set(word.text, group);
  else report.error("LK0033", word.span, `instance ${word.text} is a member of sync group ${before} already`);
}
