/** What rtnetlink's multicast groups tell, as LinksEvents. Joins no group and waits for nothing. */

import { RTM_DELADDR, RTM_DELLINK, RTM_NEWADDR, RTM_NEWLINK } from "../kernel/rtnetlink.ts";
import type { LinksEvent } from "../ports/links.ts";
import type { NetlinkSocket } from "../ports/netlink-socket.ts";
import { decodeAddress } from "./address.ts";
import { NetlinkError } from "./errors.ts";
import { decodeLink } from "./link.ts";
import { decodeDatagram, type NetlinkMessage } from "./message.ts";

/** Datagrams taken in one go: more than a receive buffer of 1 MiB holds, and few enough that the loop stays alive. */
const mostAtOnce = 1_024;

/**
 * Takes what is waiting, in order. Where something was lost on the way (overrun, or bytes that make no sense), `resync`
 * comes last: what was read before it is old news by then.
 * @throws SystemError
 */
export function readNews(socket: NetlinkSocket): LinksEvent[] {
  const events: LinksEvent[] = [];
  let incomplete = false;
  for (let taken = 0; taken < mostAtOnce; taken++) {
    const datagram = socket.receive(0);
    if (datagram === undefined) break;
    const news = datagram === "overrun" ? undefined : decodeNews(datagram);
    if (news) events.push(...news);
    else incomplete = true;
  }
  return incomplete ? [...events, { kind: "resync" }] : events;
}

/** @returns undefined where the datagram makes no sense. */
function decodeNews(datagram: Uint8Array): LinksEvent[] | undefined {
  try {
    return decodeDatagram(datagram).flatMap((message) => decodeEvent(message) ?? []);
  } catch (error) {
    if (error instanceof NetlinkError) return undefined;
    throw error;
  }
}

/** @returns undefined for messages about other things. @throws NetlinkError `malformed` */
export function decodeEvent({ type, data }: Pick<NetlinkMessage, "type" | "data">): LinksEvent | undefined {
  if (type === RTM_NEWLINK || type === RTM_DELLINK) {
    const link = decodeLink(data);
    return link && { kind: type === RTM_NEWLINK ? "link" : "link-gone", link };
  }
  if (type === RTM_NEWADDR || type === RTM_DELADDR) {
    const address = decodeAddress(data);
    return address && { kind: type === RTM_NEWADDR ? "address" : "address-gone", address };
  }
  return undefined;
}
