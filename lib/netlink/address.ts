/** Interface addresses ⇄ rtnetlink messages (RTM_NEWADDR, RTM_DELADDR, RTM_GETADDR). */

import { getU32, putString, readU8, readU32, writeU32 } from "netlink/dist/structs.js";
import {
  IFA_ADDRESS,
  IFA_BROADCAST,
  IFA_F_SECONDARY,
  IFA_FLAGS,
  IFA_LABEL,
  IFA_LOCAL,
  IFADDRMSG_LENGTH,
} from "../kernel/if-addr.ts";
import { IFNAMSIZ } from "../kernel/if-link.ts";
import { NLM_F_CREATE, NLM_F_EXCL } from "../kernel/netlink.ts";
import { RTM_DELADDR, RTM_GETADDR, RTM_NEWADDR } from "../kernel/rtnetlink.ts";
import { AF_INET, AF_INET6 } from "../kernel/socket.ts";
import { addressBytes, addressFromBytes, familyOf } from "../net/address.ts";
import type { InterfaceAddress } from "../ports/links.ts";
import { type Attributes, attribute, decoded, readAttributes, readText } from "./attributes.ts";
import type { NetlinkRequest } from "./message.ts";
import { scopeNumber, scopeOf } from "./scope.ts";

/** What tells one address of a link from another. */
export type AddressKey = Pick<InterfaceAddress, "link" | "address" | "prefixLength">;

/** Lists the addresses of all families. */
export const addressDump: NetlinkRequest = { type: RTM_GETADDR, body: new Uint8Array(IFADDRMSG_LENGTH) };

/** Refused with EEXIST where the address is there. On links that are not point-to-point, ADDRESS repeats LOCAL. */
export function addAddressRequest(of: Omit<InterfaceAddress, "secondary">): NetlinkRequest {
  const own = addressBytes(of.address);
  const body = Buffer.concat([
    header(of, scopeNumber(of.scope)),
    attribute(IFA_LOCAL, own),
    ...(of.label === undefined ? [] : [attribute(IFA_LABEL, putString(of.label, { maxLength: IFNAMSIZ }))]),
    ...(of.broadcast === undefined ? [] : [attribute(IFA_BROADCAST, addressBytes(of.broadcast))]),
    attribute(IFA_ADDRESS, own),
  ]);
  return { type: RTM_NEWADDR, flags: NLM_F_CREATE | NLM_F_EXCL, body };
}

/** Refused with EADDRNOTAVAIL where the address, with this prefix length, is not there. */
export function deleteAddressRequest(of: AddressKey): NetlinkRequest {
  const own = addressBytes(of.address);
  const body = Buffer.concat([header(of, 0), attribute(IFA_LOCAL, own), attribute(IFA_ADDRESS, own)]);
  return { type: RTM_DELADDR, body };
}

/** struct ifaddrmsg. */
function header(of: AddressKey, scope: number): Buffer {
  const family = familyOf(of.address) === "inet" ? AF_INET : AF_INET6;
  const bytes = Buffer.from([family, of.prefixLength, 0, scope, 0, 0, 0, 0]);
  writeU32.call(bytes, of.link, 4);
  return bytes;
}

/**
 * @param body of RTM_NEWADDR or RTM_DELADDR.
 * @returns undefined for families other than IPv4 and IPv6. @throws NetlinkError `malformed`
 */
export function decodeAddress(body: Buffer): InterfaceAddress | undefined {
  return decoded("address", () => {
    const family = readU8.call(body, 0);
    const link = readU32.call(body, 4);
    if (family !== AF_INET && family !== AF_INET6) return undefined;
    const attributes = readAttributes(body.subarray(IFADDRMSG_LENGTH));
    const own = attributes.get(IFA_LOCAL) ?? attributes.get(IFA_ADDRESS);
    if (own?.length !== (family === AF_INET ? 4 : 16)) throw new RangeError("an address of the wrong length");
    const flags = attributes.get(IFA_FLAGS);
    return {
      link,
      address: addressFromBytes(own),
      prefixLength: readU8.call(body, 1),
      ...broadcastOf(attributes),
      ...labelOf(attributes),
      scope: scopeOf(readU8.call(body, 3)),
      secondary: ((flags ? getU32(flags) : readU8.call(body, 2)) & IFA_F_SECONDARY) !== 0,
    };
  });
}

function broadcastOf(attributes: Attributes): Pick<InterfaceAddress, "broadcast"> {
  const bytes = attributes.get(IFA_BROADCAST);
  return bytes ? { broadcast: addressFromBytes(bytes) } : {};
}

function labelOf(attributes: Attributes): Pick<InterfaceAddress, "label"> {
  const bytes = attributes.get(IFA_LABEL);
  return bytes ? { label: readText(bytes) } : {};
}
