/** `unicast_...` of an instance → Unicast. */

import type { Peer, Unicast } from "../vrrp/unicast.ts";
import type { BlockValues, Entry, EntryValue } from "./block-values.ts";
import type { PlaceBook } from "./places.ts";

/** RFC 5798 section 5.1.1.3. */
const ownTtl = 255;

/** @param checkSource as global_defs says. @returns undefined where no peer is written. */
export function resolveUnicast(
  places: PlaceBook,
  values: BlockValues<"vrrp_instance">,
  checkSource: boolean,
): Unicast | undefined {
  const lines = values.last("unicast_peer")?.block ?? [];
  const peers = lines.flatMap((line) => resolvePeer(places, line) ?? []);
  if (peers.length === 0 && !values.has("unicast_fault_no_peer")) return undefined;
  const source = values.get("unicast_src_ip");
  return {
    ...(source === undefined ? {} : { source }),
    ttl: values.get("unicast_ttl") ?? ownTtl,
    peers,
    checkSource: checkSource || values.has("check_unicast_src") || lines.some(looksAtTtl),
  };
}

function resolvePeer(places: PlaceBook, line: Entry<EntryValue<"unicast_peer">>): Peer | undefined {
  const { value } = line;
  return (
    value && places.note({ address: value.address, minTtl: value.min_ttl ?? 0, maxTtl: value.max_ttl ?? 255 }, line)
  );
}

/** keepalived looks at the sender then too. */
function looksAtTtl({ value }: Entry<EntryValue<"unicast_peer">>): boolean {
  return value?.min_ttl !== undefined || value?.max_ttl !== undefined;
}
