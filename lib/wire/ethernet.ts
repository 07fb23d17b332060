/** Ethernet II frames, outgoing only. The trailing checksum is the card's. */

export const ethernetBroadcast = Uint8Array.of(0xff, 0xff, 0xff, 0xff, 0xff, 0xff);

/** ETH_P_ARP in linux/if_ether.h. */
export const etherTypeArp = 0x0806;

/** @param destination six bytes. @param source six bytes. */
export function encodeEthernet(
  destination: Uint8Array,
  source: Uint8Array,
  etherType: number,
  payload: Uint8Array,
): Uint8Array {
  return Uint8Array.of(...destination, ...source, etherType >> 8, etherType & 0xff, ...payload);
}
