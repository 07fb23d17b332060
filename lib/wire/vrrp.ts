/**
 * VRRPv2 advertisements ⇄ values (RFC 3768 section 5.1 with the authentication of RFC 2338 section 5.3.6). Knows the
 * layout only: whether an advertisement is acceptable is decided in vrrp/receive.ts.
 *
 *     0                   1                   2                   3
 *     0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
 *    |Version| Type  | Virtual Rtr ID|   Priority    | Count IP Addrs|
 *    |   Auth Type   |   Adver Int   |          Checksum             |
 *    |                    IP Address (1) … (n)                       |
 *    |                    Authentication Data (8 bytes)              |
 */

import { type Address, addressBytes, addressFromBytes } from "../net/address.ts";
import { internetChecksum } from "../net/checksum.ts";

/** IANA protocol number. */
export const vrrpProtocol = 112;

export interface Advertisement {
  /** 1: ADVERTISEMENT, the only one defined; others can be received. */
  readonly type: number;
  readonly virtualRouterId: number;
  /** 0: the sender gives up being MASTER. */
  readonly priority: number;
  /** 0 none, 1 simple text password, 2 IP Authentication Header. */
  readonly authenticationType: number;
  /** Seconds. */
  readonly interval: number;
  readonly addresses: readonly Address[];
  /** Exactly 8 bytes: a password padded with zeros, or zeros. */
  readonly authenticationData: Uint8Array;
}

export type ReceivedAdvertisement = Advertisement & { readonly checksumRight: boolean };

/** Why bytes are no VRRPv2 message; the virtual router is told where the bytes reach that far. */
export type AdvertisementFault =
  | { readonly fault: "truncated"; readonly virtualRouterId?: number }
  | { readonly fault: "version"; readonly virtualRouterId: number; readonly version: number }
  | { readonly fault: "length"; readonly virtualRouterId: number; readonly length: number; readonly expected: number };

export const authenticationLength = 8;
const version = 2;
const headerLength = 8;
const at = {
  versionAndType: 0,
  virtualRouterId: 1,
  priority: 2,
  addressCount: 3,
  authenticationType: 4,
  interval: 5,
  checksum: 6,
} as const;

/** @returns the message with its checksum: header, addresses, and always 8 authentication bytes, as keepalived sends it. */
export function encodeAdvertisement(advertisement: Advertisement): Uint8Array {
  const { addresses, authenticationData } = advertisement;
  const bytes = new Uint8Array(headerLength + 4 * addresses.length + authenticationLength);
  bytes[at.versionAndType] = (version << 4) | advertisement.type;
  bytes[at.virtualRouterId] = advertisement.virtualRouterId;
  bytes[at.priority] = advertisement.priority;
  bytes[at.addressCount] = addresses.length;
  bytes[at.authenticationType] = advertisement.authenticationType;
  bytes[at.interval] = advertisement.interval;
  addresses.forEach((address, i) => {
    bytes.set(addressBytes(address), headerLength + 4 * i);
  });
  bytes.set(authenticationData, headerLength + 4 * addresses.length);
  new DataView(bytes.buffer).setUint16(at.checksum, internetChecksum(bytes));
  return bytes;
}

/** @param bytes the payload of an IPv4 packet, without padding. */
export function decodeAdvertisement(bytes: Uint8Array): ReceivedAdvertisement | AdvertisementFault {
  const virtualRouterId = bytes[at.virtualRouterId];
  if (virtualRouterId === undefined) return { fault: "truncated" };
  const found = byteAt(bytes, at.versionAndType) >> 4;
  if (found !== version) return { fault: "version", virtualRouterId, version: found };
  if (bytes.length < headerLength) return { fault: "truncated", virtualRouterId };
  const addressesEnd = headerLength + 4 * byteAt(bytes, at.addressCount);
  const expected = addressesEnd + authenticationLength;
  if (bytes.length < expected) return { fault: "truncated", virtualRouterId };
  if (bytes.length > expected) return { fault: "length", virtualRouterId, length: bytes.length, expected };
  const addresses: Address[] = [];
  for (let i = headerLength; i < addressesEnd; i += 4) addresses.push(addressFromBytes(bytes.subarray(i, i + 4)));
  return {
    type: byteAt(bytes, at.versionAndType) & 0x0f,
    virtualRouterId,
    priority: byteAt(bytes, at.priority),
    authenticationType: byteAt(bytes, at.authenticationType),
    interval: byteAt(bytes, at.interval),
    addresses,
    authenticationData: bytes.slice(addressesEnd),
    checksumRight: internetChecksum(bytes) === 0,
  };
}

function byteAt(bytes: Uint8Array, offset: number): number {
  return bytes[offset] ?? 0;
}
