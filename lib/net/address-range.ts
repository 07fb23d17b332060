/** Addresses from one to another of the same family, in order. */

import { type Address, addressBytes, addressFromBytes } from "./address.ts";

/** @returns how many there are; more than a number holds exactly where IPv6 allows it. */
export function countBetween(first: Address, last: Address): number {
  return Number(numberOf(last) - numberOf(first)) + 1;
}

/** @param first not above `last`; the caller bounds how many there are. */
export function addressesBetween(first: Address, last: Address): Address[] {
  const found: Address[] = [];
  const bytes = Uint8Array.from(addressBytes(first));
  for (let address = first; ; address = addressFromBytes(bytes)) {
    found.push(address);
    if (address === last) return found;
    for (let i = bytes.length - 1; i >= 0; i--) {
      bytes[i] = ((bytes[i] ?? 0) + 1) & 0xff;
      if (bytes[i] !== 0) break;
    }
  }
}

function numberOf(address: Address): bigint {
  return BigInt(`0x${Buffer.from(addressBytes(address)).toString("hex")}`);
}
