/** Makes the part of the table for keywords that lvskit knows of and does not implement yet. */

import type { NotYet } from "../keyword-row.ts";

type Group = readonly [severity: NotYet["severity"], consequence: string, names: string];

/** @param groups names separated by blanks, with what going on without them means. */
export function notYet(...groups: readonly Group[]): Readonly<Record<string, NotYet>> {
  return Object.fromEntries(
    groups.flatMap(([severity, consequence, names]) =>
      names.split(/\s+/).map((name) => [name, { severity, consequence }] as const),
    ),
  );
}
