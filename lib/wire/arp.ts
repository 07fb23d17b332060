/** ARP announcements for IPv4 over Ethernet (RFC 826, RFC 5227 section 2.3), as keepalived sends them. */

import { type Address, addressBytes } from "../net/address.ts";
import { encodeEthernet, ethernetBroadcast, etherTypeArp } from "./ethernet.ts";

/** Hardware type Ethernet, protocol type IPv4, lengths 6 and 4, operation request. */
const requestHeader = [0x00, 0x01, 0x08, 0x00, 6, 4, 0x00, 0x01];

/**
 * @param mac six bytes of the link that the frame leaves from.
 * @returns a gratuitous ARP request: sender and target are `address`, the target's hardware address is the broadcast
 * address (Debian's keepalived 2.2.7 fills it so; receivers ignore the field in a request).
 */
export function encodeGratuitousArp(mac: Uint8Array, address: Address): Uint8Array {
  const protocol = addressBytes(address);
  const payload = Uint8Array.of(...requestHeader, ...mac, ...protocol, ...ethernetBroadcast, ...protocol);
  return encodeEthernet(ethernetBroadcast, mac, etherTypeArp, payload);
}
