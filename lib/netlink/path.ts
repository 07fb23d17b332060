/** Where packets to one address go: the kernel's own decision, rules and all tables included (RTM_GETROUTE, not as a dump). */

import { getU32, readU8 } from "netlink/dist/structs.js";
import {
  RTA_DST,
  RTA_GATEWAY,
  RTA_OIF,
  RTM_GETROUTE,
  RTMSG_LENGTH,
  RTN_LOCAL,
  RTN_UNICAST,
} from "../kernel/rtnetlink.ts";
import { AF_INET, AF_INET6 } from "../kernel/socket.ts";
import { type Address, addressBytes, addressFromBytes, familyOf } from "../net/address.ts";
import type { Path } from "../ports/neighbourhood.ts";
import { attribute, decoded, readAttributes } from "./attributes.ts";
import type { NetlinkRequest } from "./message.ts";

/** Refused with ENETUNREACH, EHOSTUNREACH, EACCES or EINVAL where there is no way: see ip-route(8), route types. */
export function pathRequest(to: Address): NetlinkRequest {
  const bytes = addressBytes(to);
  const header = Buffer.alloc(RTMSG_LENGTH);
  header[0] = familyOf(to) === "inet" ? AF_INET : AF_INET6;
  header[1] = bytes.length * 8;
  return { type: RTM_GETROUTE, body: Buffer.concat([header, attribute(RTA_DST, bytes)]) };
}

/** @param body of RTM_NEWROUTE, the answer to {@link pathRequest}. @throws NetlinkError `malformed` */
export function decodePath(body: Buffer): Path {
  return decoded("path", () => {
    const type = readU8.call(body, 7);
    if (type === RTN_LOCAL) return { kind: "local" };
    if (type !== RTN_UNICAST) return { kind: "none", reason: `it is a route of type ${type}` };
    const attributes = readAttributes(body.subarray(RTMSG_LENGTH));
    const link = attributes.get(RTA_OIF);
    if (link === undefined) throw new RangeError("a path without a link");
    const gateway = attributes.get(RTA_GATEWAY);
    return { kind: "link", link: getU32(link), ...(gateway ? { gateway: addressFromBytes(gateway) } : {}) };
  });
}
