/** Trackers that are used without a definition, before it, or not at all. */

import type { UseOf } from "../block-values.ts";
import { headSpan } from "../syntax.ts";
import type { Check, Checked } from "./checked.ts";
import { nouns } from "./named-blocks.ts";
import {
  type DefinedTracker,
  definedTrackers,
  definitions,
  type Tracked,
  trackedBy,
  trackedNames,
} from "./trackers.ts";

/** keepalived leaves out what it does not know by then, and the instance runs unwatched. */
export const trackersAreDefined: Check = (checked) => {
  const { file, named } = checked;
  const order = new Map<unknown, number>(file.uses.map((use, i) => [use, i]));
  for (const user of [...file.all("vrrp_instance"), ...file.all("vrrp_sync_group")])
    for (const tracked of trackedBy(user.block, named)) {
      if (tracked.tracker === "track_interface") continue;
      const { definition } = tracked;
      if (definition === undefined) tellUndefined(checked, tracked, tracked.tracker);
      else if ((order.get(definition) ?? 0) > (order.get(user) ?? 0)) tellLate(checked, tracked, definition);
    }
};

function tellUndefined({ named, report }: Checked, { name, noun, entry }: Tracked, tracker: DefinedTracker): void {
  const message = `the configuration defines no ${noun} ${JSON.stringify(name)}`;
  const extras = named.instead(definitions[tracker].block, name);
  const path = tracker === "track_script" && /^\/|\s/.test(name) ? { hint: pathHint } : {};
  report.error("LK0054", entry.statement.keyword.span, message, { ...extras, ...path });
}

const pathHint = 'commands stand in a vrrp_script NAME { script "..." } of the top level; here that NAME is written';

function tellLate(
  { report }: Checked,
  { name, noun, entry }: Tracked,
  definition: { statement: Tracked["entry"]["statement"] },
): void {
  const message = `${noun} ${JSON.stringify(name)} is defined further down; keepalived would not track it here`;
  report.warning("LK0054", entry.statement.keyword.span, message, {
    hint: "move the definition above this block",
    related: [{ span: headSpan(definition.statement), message: "defined here" }],
  });
}

/** BFD sessions are left alone: one that nothing tracks still answers its neighbour. */
export const trackersAreUsed: Check = ({ file, realServers, report }) => {
  const used = new Set<string>();
  // Also of lines with something wrong in them.
  for (const user of [...file.all("vrrp_instance"), ...file.all("vrrp_sync_group")])
    for (const name of trackedNames(user.block)) used.add(name);
  const checkedFiles = new Set(realServers.flatMap(([first]) => first?.block.all("FILE_CHECK").map(fileOf) ?? []));
  for (const tracker of definedTrackers.filter((one) => one !== "track_bfd"))
    for (const { value: name, statement } of file.all(definitions[tracker].block)) {
      if (name === undefined || used.has(`${tracker} ${name}`)) continue;
      if (tracker === "track_file" && checkedFiles.has(name)) continue;
      report.warning(
        "LK0055",
        headSpan(statement),
        `nothing tracks ${nouns[definitions[tracker].block]} ${JSON.stringify(name)}`,
        {
          hint: `name it in a ${tracker} block of an instance`,
        },
      );
    }
};

function fileOf({ block }: UseOf<"real_server", "FILE_CHECK">): string | undefined {
  return block.get("track_file");
}
