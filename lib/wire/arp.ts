/** ARP for IPv4 over Ethernet (RFC 826, RFC 5227): announcements as keepalived sends them, probes, and answers to those. */

import { type Address, addressBytes, addressFromBytes } from "../net/address.ts";
import { macText } from "../net/mac.ts";
import { encodeEthernet, ethernetBroadcast, etherTypeArp } from "./ethernet.ts";

/** Hardware type Ethernet, protocol type IPv4, lengths 6 and 4. */
const header = [0x00, 0x01, 0x08, 0x00, 6, 4];
const request = [0x00, 0x01];
const reply = [0x00, 0x02];

/**
 * @param mac six bytes of the link that the frame leaves from.
 * @returns a gratuitous ARP request: sender and target are `address`, the target's hardware address is the broadcast
 * address (Debian's keepalived 2.2.7 fills it so; receivers ignore the field in a request).
 */
export function encodeGratuitousArp(mac: Uint8Array, address: Address): Uint8Array {
  const protocol = addressBytes(address);
  const payload = Uint8Array.of(...header, ...request, ...mac, ...protocol, ...ethernetBroadcast, ...protocol);
  return encodeEthernet(ethernetBroadcast, mac, etherTypeArp, payload);
}

/**
 * @param mac six bytes of the link that the frame leaves from.
 * @returns a probe (RFC 5227 section 2.1.1): a request whose sender has no address, so that nobody learns one from it.
 */
export function encodeArpProbe(mac: Uint8Array, address: Address): Uint8Array {
  const nobody = [0, 0, 0, 0];
  const payload = Uint8Array.of(
    ...header,
    ...request,
    ...mac,
    ...nobody,
    ...[0, 0, 0, 0, 0, 0],
    ...addressBytes(address),
  );
  return encodeEthernet(ethernetBroadcast, mac, etherTypeArp, payload);
}

/** Where the payload is in an Ethernet frame, and in it the sender's two addresses. */
const payloadAt = 14;
const senderMacAt = 8;
const senderAddressAt = 14;
const length = 28;

/** @param frame an Ethernet frame, perhaps padded. @returns who says that an address is theirs; undefined for anything else. */
export function decodeArpReply(frame: Uint8Array): { readonly address: Address; readonly mac: string } | undefined {
  const payload = frame.subarray(payloadAt);
  const type = [etherTypeArp >> 8, etherTypeArp & 0xff];
  if (payload.length < length || !startsWith(frame.subarray(12), type)) return undefined;
  if (!startsWith(payload, [...header, ...reply])) return undefined;
  return {
    address: addressFromBytes(payload.subarray(senderAddressAt, senderAddressAt + 4)),
    mac: macText(payload.subarray(senderMacAt, senderMacAt + 6)),
  };
}

function startsWith(bytes: Uint8Array, beginning: readonly number[]): boolean {
  return beginning.every((byte, at) => bytes[at] === byte);
}
