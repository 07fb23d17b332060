/**
 * IPv4 packets ⇄ values: the header without options on the way out, any header on the way in (RFC 791 section 3.1).
 * Knows nothing of what the packets carry; fragments are refused, since nothing here may be fragmented.
 */

import { type Address, addressBytes, addressFromBytes } from "../net/address.ts";
import { internetChecksum } from "../net/checksum.ts";

export interface Ipv4Packet {
  readonly typeOfService: number;
  readonly identification: number;
  readonly timeToLive: number;
  /** IANA protocol number. */
  readonly protocol: number;
  readonly source: Address;
  readonly destination: Address;
  readonly payload: Uint8Array;
}

export type Ipv4Fault = "truncated" | "not IPv4" | "fragment";

const headerLength = 20;
const at = {
  versionAndLength: 0,
  typeOfService: 1,
  totalLength: 2,
  identification: 4,
  fragment: 6,
  timeToLive: 8,
  protocol: 9,
  checksum: 10,
  source: 12,
  destination: 16,
} as const;
/** More fragments, and the fragment's offset; the don't-fragment bit is left out. */
const fragmentMask = 0x3fff;

/** @returns header and payload, the header's checksum filled in. */
export function encodeIpv4(packet: Ipv4Packet): Uint8Array {
  const bytes = new Uint8Array(headerLength + packet.payload.length);
  const view = new DataView(bytes.buffer);
  bytes[at.versionAndLength] = 0x45;
  bytes[at.typeOfService] = packet.typeOfService;
  view.setUint16(at.totalLength, bytes.length);
  view.setUint16(at.identification, packet.identification);
  bytes[at.timeToLive] = packet.timeToLive;
  bytes[at.protocol] = packet.protocol;
  bytes.set(addressBytes(packet.source), at.source);
  bytes.set(addressBytes(packet.destination), at.destination);
  view.setUint16(at.checksum, internetChecksum(bytes.subarray(0, headerLength)));
  bytes.set(packet.payload, headerLength);
  return bytes;
}

/**
 * Reads a packet as a raw socket delivers it: the kernel has verified the header's checksum; bytes after the total
 * length (Ethernet padding) are dropped.
 */
export function decodeIpv4(bytes: Uint8Array): Ipv4Packet | Ipv4Fault {
  if (bytes.length < headerLength) return "truncated";
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const first = view.getUint8(at.versionAndLength);
  if (first >> 4 !== 4) return "not IPv4";
  const ownLength = (first & 0x0f) * 4;
  const totalLength = view.getUint16(at.totalLength);
  if (ownLength < headerLength || totalLength < ownLength || bytes.length < totalLength) return "truncated";
  if ((view.getUint16(at.fragment) & fragmentMask) !== 0) return "fragment";
  return {
    typeOfService: view.getUint8(at.typeOfService),
    identification: view.getUint16(at.identification),
    timeToLive: view.getUint8(at.timeToLive),
    protocol: view.getUint8(at.protocol),
    source: addressFromBytes(bytes.subarray(at.source, at.source + 4)),
    destination: addressFromBytes(bytes.subarray(at.destination, at.destination + 4)),
    payload: bytes.subarray(ownLength, totalLength),
  };
}
