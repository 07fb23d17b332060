/** Neighbours (ARP, neighbour discovery) ← rtnetlink messages (RTM_GETNEIGH). */

import { readS32, readU8, readU16 } from "netlink/dist/structs.js";
import {
  NDA_DST,
  NDA_LLADDR,
  NDMSG_LENGTH,
  NUD_DELAY,
  NUD_FAILED,
  NUD_INCOMPLETE,
  NUD_NOARP,
  NUD_PERMANENT,
  NUD_PROBE,
  NUD_REACHABLE,
  NUD_STALE,
  RTM_GETNEIGH,
} from "../kernel/neighbour.ts";
import { AF_INET, AF_INET6 } from "../kernel/socket.ts";
import { addressFromBytes } from "../net/address.ts";
import type { Neighbour, NeighbourState } from "../ports/neighbourhood.ts";
import { decoded, readAttributes } from "./attributes.ts";
import type { NetlinkRequest } from "./message.ts";

/** Lists the neighbours of all families. */
export const neighbourDump: NetlinkRequest = { type: RTM_GETNEIGH, body: new Uint8Array(NDMSG_LENGTH) };

const states: ReadonlyMap<number, NeighbourState> = new Map([
  [NUD_INCOMPLETE, "incomplete"],
  [NUD_REACHABLE, "reachable"],
  [NUD_STALE, "stale"],
  [NUD_DELAY, "delay"],
  [NUD_PROBE, "probe"],
  [NUD_FAILED, "failed"],
  [NUD_NOARP, "noarp"],
  [NUD_PERMANENT, "permanent"],
]);

/**
 * @param body of RTM_NEWNEIGH.
 * @returns undefined for what is no neighbour of an IP address (a bridge's forwarding entries) and for those that nothing
 * is known of yet (NUD_NONE). @throws NetlinkError `malformed`
 */
export function decodeNeighbour(body: Buffer): Neighbour | undefined {
  return decoded("neighbour", () => {
    const family = readU8.call(body, 0);
    const state = states.get(readU16.call(body, 8));
    if ((family !== AF_INET && family !== AF_INET6) || state === undefined) return undefined;
    const attributes = readAttributes(body.subarray(NDMSG_LENGTH));
    const address = attributes.get(NDA_DST);
    if (address?.length !== (family === AF_INET ? 4 : 16)) throw new RangeError("an address of the wrong length");
    const mac = attributes.get(NDA_LLADDR);
    return {
      link: readS32.call(body, 4),
      address: addressFromBytes(address),
      state,
      ...(mac?.length === 6 ? { mac: mac.toString("hex").replace(/..(?=.)/g, "$&:") } : {}),
    };
  });
}
