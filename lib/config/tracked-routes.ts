/** Which routes and rules keepalived watches, to put them back when somebody removes them, and which words keep it from it. */

import type { Named } from "../vrrp/route.ts";
import type { Call } from "./arguments.ts";
import type { Word } from "./syntax.ts";

/** RTPROT_KEEPALIVED of linux/rtnetlink.h, by name and number. */
const own: readonly unknown[] = ["keepalived", 18];

/** What a route or rule says of this. */
interface Watched {
  readonly protocol?: Named;
  readonly no_track?: true;
  readonly track_group?: string;
}

/**
 * Tells of what has no effect.
 *
 * @param what is watched, and which option names the interface that it needs for that
 * @returns whether it is watched
 */
export function tellUntracked(
  { report, keyword }: Call,
  { protocol, no_track, track_group }: Watched,
  [what, device]: readonly ["route", "dev"] | readonly ["rule", "iif"],
  places: ReadonlyMap<string, Word>,
): boolean {
  const at = (name: string) => places.get(name)?.span ?? keyword.span;
  if (protocol !== undefined && !no_track && !own.includes(protocol))
    report.warning("LK0062", at("protocol"), '"protocol" has no effect without "no_track"', {
      hint: `keepalived knows a ${what} that it watches by its own protocol`,
    });
  if (track_group !== undefined && no_track)
    report.warning("LK0063", at("track_group"), '"track_group" has no effect beside "no_track"');
  else if (track_group !== undefined && !places.has(device))
    report.warning("LK0062", at("track_group"), `"track_group" has no effect without "${device}"`);
  return !no_track && (what === "rule" || places.has(device));
}
