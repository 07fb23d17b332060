/** `track_group` of static addresses, routes and rules: the group must be defined before; elsewhere it means nothing. */

import type { Statement } from "../syntax.ts";
import type { Check, Checked } from "./checked.ts";

export const trackGroupsAreKnown: Check = (checked) => {
  const { file, instances } = checked;
  const order = new Map<unknown, number>(file.uses.map((use, i) => [use, i]));
  for (const keyword of ["static_ipaddress", "static_routes", "static_rules"] as const)
    for (const use of file.all(keyword))
      for (const { value, statement } of use.block) {
        const group = value?.track_group;
        const definition = group === undefined ? undefined : checked.named.find("track_group", group);
        if (group !== undefined && definition === undefined) tellUndefined(checked, group, statement);
        else if (group !== undefined && (order.get(definition) ?? 0) > (order.get(use) ?? 0))
          tellLate(checked, group, statement);
      }
  for (const { block } of instances) {
    for (const keyword of ["virtual_ipaddress", "virtual_ipaddress_excluded"] as const)
      for (const entry of block.last(keyword)?.block ?? [])
        if (entry.value?.track_group) tellMisplaced(checked, entry, "");
    for (const keyword of ["virtual_routes", "virtual_rules"] as const)
      for (const entry of block.last(keyword)?.block ?? [])
        if (entry.value?.track_group) tellMisplaced(checked, entry, "; keepalived leaves the line out");
  }
};

function tellUndefined({ named, report }: Checked, group: string, statement: Statement): void {
  const message = `the configuration defines no track group ${JSON.stringify(group)}`;
  report.error("LK0054", groupSpan(statement, 1), message, named.instead("track_group", group));
}

function tellLate({ named, report }: Checked, group: string, statement: Statement): void {
  const place = named.find("track_group", group)?.statement.keyword.span;
  const message = `track group ${JSON.stringify(group)} is defined further down; keepalived would not use it here`;
  report.warning("LK0054", groupSpan(statement, 1), message, {
    hint: "move the definition above this block",
    ...(place ? { related: [{ span: place, message: "defined here" }] } : {}),
  });
}

/** An instance's own are its business anyway. */
function tellMisplaced(
  { report }: Checked,
  { statement }: { readonly statement: Statement },
  consequence: string,
): void {
  report.add(
    consequence === "" ? "warning" : "error",
    "LK0002",
    groupSpan(statement, 0),
    `"track_group" is for static addresses, routes and rules${consequence}`,
    { hint: "leave it out: what an instance brings along is watched by the instance" },
  );
}

/** @param offset from the option's name to what is meant. */
function groupSpan({ keyword, args }: Statement, offset: 0 | 1) {
  const at = args.findIndex(({ text }) => text === "track_group");
  return (args[at + offset] ?? keyword).span;
}
