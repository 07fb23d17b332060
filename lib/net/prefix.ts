/** Networks: an address with the number of leading bits that count. */

import { type Address, addressBytes, addressFromBytes, familyOf } from "./address.ts";

export interface Prefix {
  readonly address: Address;
  /** 0..32 or 0..128. */
  readonly prefixLength: number;
}

/** Addresses of the other family are in no network of this one. */
export function contains(network: Prefix, address: Address): boolean {
  if (familyOf(network.address) !== familyOf(address)) return false;
  const [own, other] = [addressBytes(network.address), addressBytes(address)];
  return own.every((byte, i) => {
    const bits = Math.min(8, Math.max(0, network.prefixLength - 8 * i));
    const mask = 0xff & (0xff << (8 - bits));
    return (byte & mask) === ((other[i] ?? 0) & mask);
  });
}

/** @returns the first address of the network, which is the network's own. */
export function networkAddress({ address, prefixLength }: Prefix): Address {
  const bytes = addressBytes(address);
  return addressFromBytes(bytes.map((byte, i) => byte & ~hostBits(prefixLength, i)));
}

/** @returns the last address of the network, which of IPv4 is the broadcast address. */
export function lastAddress({ address, prefixLength }: Prefix): Address {
  const bytes = addressBytes(address);
  return addressFromBytes(bytes.map((byte, i) => byte | hostBits(prefixLength, i)));
}

/** @returns those bits of byte `i` that are not the network's. */
function hostBits(prefixLength: number, i: number): number {
  return 0xff >> Math.min(Math.max(prefixLength - 8 * i, 0), 8);
}
