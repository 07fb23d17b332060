/** `virtual_server_group` → ServerGroup. */

import type { ServerGroup } from "../director/server-group.ts";
import type { BlockValues } from "./block-values.ts";
import type { NamedBlocks } from "./checks/named-blocks.ts";
import { rangeOf } from "./group-line.ts";
import { tellOverlaps } from "./group-overlaps.ts";
import type { PlaceBook } from "./places.ts";
import type { Report } from "./report.ts";
import { headSpan } from "./syntax.ts";

/** Of each name the first, which is the one that counts. */
export function resolveServerGroups(
  report: Report,
  places: PlaceBook,
  file: BlockValues<"file">,
  named: NamedBlocks,
): readonly ServerGroup[] {
  return file.all("virtual_server_group").flatMap((use) => {
    const { value: name, block, statement } = use;
    if (name === undefined || named.isAgain("virtual_server_group", use)) return [];
    if (statement.block && block.length === 0)
      report.warning("LK0031", headSpan(statement), "this group has no address and no mark; not used");
    tellOverlaps(report, block);
    const lines = block.flatMap((line) => (line.value === undefined ? [] : [{ line, value: line.value }]));
    const ranges = lines.flatMap(({ line, value }) =>
      value.kind === "fwmark" ? [] : places.note(rangeOf(value), line),
    );
    const marks = lines.flatMap(({ line, value }) => {
      if (value.kind !== "fwmark") return [];
      const { mark, family } = value;
      return places.note({ mark, ...(family === undefined ? {} : { family }) }, line);
    });
    const group: ServerGroup = { name, ranges, marks };
    return places.note(group, use);
  });
}
