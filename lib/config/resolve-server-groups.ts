/** `virtual_server_group` → ServerGroup. */

import type { AddressRange, ServerGroup } from "../director/server-group.ts";
import { addressBytes, addressFromBytes } from "../net/address.ts";
import { networkAddress } from "../net/prefix.ts";
import type { BlockValues } from "./block-values.ts";
import type { NamedBlocks } from "./checks/named-blocks.ts";
import type { GroupLine } from "./group-line.ts";
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

function rangeOf(line: Exclude<GroupLine, { kind: "fwmark" }>): AddressRange {
  const { port } = line;
  if (line.kind === "range") return { first: line.first, last: line.last, port };
  const { address, length } = line.prefix;
  const network = { address, prefixLength: length };
  const last = Uint8Array.from(
    addressBytes(address),
    (byte, i) => byte | (0xff >> Math.min(Math.max(length - 8 * i, 0), 8)),
  );
  return { first: networkAddress(network), last: addressFromBytes(last), port };
}
