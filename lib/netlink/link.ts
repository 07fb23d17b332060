/** Links ⇄ rtnetlink messages (RTM_NEWLINK, RTM_DELLINK, RTM_GETLINK). */

import { getU32, readS32, readU8, readU16, readU32 } from "netlink/dist/structs.js";
import {
  ARPHRD_ETHER,
  IFF_LOOPBACK,
  IFF_LOWER_UP,
  IFF_RUNNING,
  IFF_UP,
  IFINFOMSG_LENGTH,
  IFLA_ADDRESS,
  IFLA_IFNAME,
  IFLA_MTU,
} from "../kernel/if-link.ts";
import { RTM_GETLINK } from "../kernel/rtnetlink.ts";
import { AF_UNSPEC } from "../kernel/socket.ts";
import type { Link } from "../ports/links.ts";
import { decoded, readAttributes, readText } from "./attributes.ts";
import type { NetlinkRequest } from "./message.ts";

/** Lists all links. */
export const linkDump: NetlinkRequest = { type: RTM_GETLINK, body: new Uint8Array(IFINFOMSG_LENGTH) };

/**
 * @param body of RTM_NEWLINK or RTM_DELLINK.
 * @returns undefined for messages about a link's part in something else: a bridge tells of its ports on the same multicast
 * group, and a port that leaves it (RTM_DELLINK of AF_BRIDGE) is no link that is gone.
 * @throws NetlinkError `malformed`
 */
export function decodeLink(body: Buffer): Link | undefined {
  return decoded("link", () => {
    if (readU8.call(body, 0) !== AF_UNSPEC) return undefined;
    const attributes = readAttributes(body.subarray(IFINFOMSG_LENGTH));
    const name = attributes.get(IFLA_IFNAME);
    const mtu = attributes.get(IFLA_MTU);
    if (name === undefined) throw new RangeError("a link without a name");
    const flags = readU32.call(body, 8);
    return {
      index: readS32.call(body, 4),
      name: readText(name),
      up: (flags & IFF_UP) !== 0,
      running: (flags & IFF_RUNNING) !== 0 && (flags & IFF_LOWER_UP) !== 0,
      mtu: mtu ? getU32(mtu) : 0,
      mac: readU16.call(body, 2) === ARPHRD_ETHER ? macText(attributes.get(IFLA_ADDRESS)) : undefined,
      loopback: (flags & IFF_LOOPBACK) !== 0,
    };
  });
}

function macText(bytes: Buffer | undefined): string | undefined {
  return bytes?.length === 6 ? bytes.toString("hex").replace(/..(?=.)/g, "$&:") : undefined;
}
