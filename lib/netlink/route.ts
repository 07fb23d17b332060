/** Routes to a prefix through one link ⇄ rtnetlink messages (RTM_NEWROUTE, RTM_DELROUTE, RTM_GETROUTE). */

import { getU32, putU32, readU8, readU32 } from "netlink/dist/structs.js";
import { NLM_F_CREATE, NLM_F_EXCL } from "../kernel/netlink.ts";
import {
  RT_TABLE_LOCAL,
  RT_TABLE_UNSPEC,
  RTA_DST,
  RTA_GATEWAY,
  RTA_OIF,
  RTA_PREFSRC,
  RTA_TABLE,
  RTM_DELROUTE,
  RTM_F_CLONED,
  RTM_GETROUTE,
  RTM_NEWROUTE,
  RTMSG_LENGTH,
  RTN_LOCAL,
  RTN_UNICAST,
  RTPROT_BOOT,
} from "../kernel/rtnetlink.ts";
import { AF_INET, AF_INET6 } from "../kernel/socket.ts";
import { type Address, addressBytes, addressFromBytes, familyOf } from "../net/address.ts";
import type { Route } from "../ports/links.ts";
import { type Attributes, attribute, decoded, readAttributes } from "./attributes.ts";
import type { NetlinkRequest } from "./message.ts";
import { scopeNumber, scopeOf } from "./scope.ts";

/** Lists the routes of all families and tables. */
export const routeDump: NetlinkRequest = { type: RTM_GETROUTE, body: new Uint8Array(RTMSG_LENGTH) };

/** Refused with EEXIST where the route is there. */
export function addRouteRequest(route: Route): NetlinkRequest {
  return { type: RTM_NEWROUTE, flags: NLM_F_CREATE | NLM_F_EXCL, body: encode(route, RTPROT_BOOT) };
}

/** Refused with ESRCH where there is no such route; whoever made it does not matter. */
export function deleteRouteRequest(route: Route): NetlinkRequest {
  return { type: RTM_DELROUTE, body: encode(route, 0) };
}

function encode(route: Route, protocol: number): Uint8Array {
  const family = familyOf(route.destination) === "inet" ? AF_INET : AF_INET6;
  const type = route.table === RT_TABLE_LOCAL ? RTN_LOCAL : RTN_UNICAST;
  // The header has one byte for the table's number.
  const small = route.table < 256;
  const table = small ? route.table : RT_TABLE_UNSPEC;
  return Buffer.concat([
    Buffer.from([family, route.prefixLength, 0, 0, table, protocol, scopeNumber(route.scope), type, 0, 0, 0, 0]),
    ...(small ? [] : [attribute(RTA_TABLE, putU32(route.table))]),
    attribute(RTA_DST, addressBytes(route.destination)),
    ...(route.gateway === undefined ? [] : [attribute(RTA_GATEWAY, addressBytes(route.gateway))]),
    ...(route.source === undefined ? [] : [attribute(RTA_PREFSRC, addressBytes(route.source))]),
    attribute(RTA_OIF, putU32(route.link)),
  ]);
}

/**
 * @param body of RTM_NEWROUTE or RTM_DELROUTE.
 * @returns undefined for what {@link Route} does not describe: other families, broadcast, multicast and blackhole routes,
 * several next hops, cached clones. @throws NetlinkError `malformed`
 */
export function decodeRoute(body: Buffer): Route | undefined {
  return decoded("route", () => {
    const family = readU8.call(body, 0);
    const type = readU8.call(body, 7);
    const cloned = (readU32.call(body, 8) & RTM_F_CLONED) !== 0;
    if ((family !== AF_INET && family !== AF_INET6) || (type !== RTN_UNICAST && type !== RTN_LOCAL) || cloned)
      return undefined;
    const attributes = readAttributes(body.subarray(RTMSG_LENGTH));
    const link = attributes.get(RTA_OIF);
    const table = attributes.get(RTA_TABLE);
    if (link === undefined) return undefined;
    return {
      destination: addressOf(attributes, RTA_DST) ?? addressFromBytes(new Uint8Array(family === AF_INET ? 4 : 16)),
      prefixLength: readU8.call(body, 1),
      link: getU32(link),
      scope: scopeOf(readU8.call(body, 6)),
      ...optional("gateway", addressOf(attributes, RTA_GATEWAY)),
      ...optional("source", addressOf(attributes, RTA_PREFSRC)),
      table: table ? getU32(table) : readU8.call(body, 4),
    };
  });
}

function addressOf(attributes: Attributes, type: number): Address | undefined {
  const bytes = attributes.get(type);
  return bytes && addressFromBytes(bytes);
}

function optional<K extends string>(name: K, value: Address | undefined): { [key in K]?: Address } {
  return value === undefined ? {} : ({ [name]: value } as { [key in K]?: Address });
}
