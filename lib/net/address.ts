/**
 * IP addresses as canonical text, and their bytes. Knows nothing of ports, prefixes or host names.
 *
 * An address is its canonical text (RFC 5952 for IPv6), so that `===` means equal, a Map can be keyed by it
 * and JSON needs no conversion.
 */

import { ipv4Bytes, ipv6Bytes, isIpv4Text } from "./address-text.ts";

declare const canonical: unique symbol;

/** Canonical text of one IPv4 or IPv6 address, made only by {@link parseAddress} and {@link addressFromBytes}. */
export type Address = string & { readonly [canonical]: true };

export type Family = "inet" | "inet6";

/** @returns the canonical address, or undefined where `text` is not exactly one address (zone indexes are refused). */
export function parseAddress(text: string): Address | undefined {
  if (isIpv4Text(text)) return text as Address;
  const bytes = ipv6Bytes(text);
  return bytes && addressFromBytes(bytes);
}

/** For literals in code and tests; asserts that `text` is an address. */
export function address(text: string): Address {
  const parsed = parseAddress(text);
  if (parsed === undefined) throw new TypeError(`not an address: ${text}`);
  return parsed;
}

export function familyOf(of: Address): Family {
  return of.includes(":") ? "inet6" : "inet";
}

/** @returns how many bits it has, and a prefix at most: 32 or 128. */
export function widthOf(of: Address): number {
  return familyOf(of) === "inet" ? 32 : 128;
}

/** @returns 4 or 16 bytes in network order. */
export function addressBytes(of: Address): Uint8Array {
  const bytes = familyOf(of) === "inet" ? ipv4Bytes(of) : ipv6Bytes(of);
  if (bytes === undefined) throw new TypeError(`not an address: ${of}`);
  return bytes;
}

/**
 * IPv4 addresses by their number and numbers by their address: a table names the same few real servers again and again, and a loop over
 * characters is the dearest part of reading one.
 */
const ipv4Addresses = new Map<number, Address>();
const ipv4Numbers = new Map<Address, number>();
/** Of them; beyond that it begins anew. */
const mostRemembered = 4_096;

/** The IPv4 address of a number in network order. */
export function ipv4Of(number: number): Address {
  const known = ipv4Addresses.get(number);
  if (known !== undefined) return known;
  if (ipv4Numbers.size >= mostRemembered) {
    ipv4Numbers.clear();
    ipv4Addresses.clear();
  }
  const made = `${number >>> 24}.${(number >>> 16) & 0xff}.${(number >>> 8) & 0xff}.${number & 0xff}` as Address;
  ipv4Numbers.set(made, number);
  ipv4Addresses.set(number, made);
  return made;
}

/** @param of an IPv4 address. @returns its number in network order */
export function ipv4Number(of: Address): number {
  const known = ipv4Numbers.get(of);
  if (known !== undefined) return known;
  const [a = 0, b = 0, c = 0, d = 0] = ipv4Bytes(of);
  const number = ((a << 24) | (b << 16) | (c << 8) | d) >>> 0;
  // Remembers an equal text, because `of` may be a part of a long one, which would stay in memory with it.
  ipv4Of(number);
  return number;
}

/** @param bytes 4 or 16 bytes in network order; any other length is a broken invariant. */
export function addressFromBytes(bytes: Uint8Array): Address {
  if (bytes.length === 4) return ipv4Of(new DataView(bytes.buffer, bytes.byteOffset).getUint32(0));
  if (bytes.length !== 16) throw new RangeError(`an address has 4 or 16 bytes, not ${bytes.length}`);
  const groups = Array.from({ length: 8 }, (_, i) => ((bytes[2 * i] ?? 0) << 8) | (bytes[2 * i + 1] ?? 0));
  if (groups.slice(0, 5).every((g) => g === 0) && groups[5] === 0xffff)
    return `::ffff:${bytes.subarray(12).join(".")}` as Address;
  return compress(groups) as Address;
}

/** RFC 5952 section 4.2: the longest run of two or more zero groups, the first of equals, becomes `::`. */
function compress(groups: readonly number[]): string {
  let best = { at: -1, length: 1 };
  for (let i = 0; i < groups.length; i++) {
    let length = 0;
    while (groups[i + length] === 0) length++;
    if (length > best.length) best = { at: i, length };
    i += length;
  }
  const hex = groups.map((g) => g.toString(16));
  if (best.at < 0) return hex.join(":");
  return `${hex.slice(0, best.at).join(":")}::${hex.slice(best.at + best.length).join(":")}`;
}

/** Order by bytes as unsigned numbers, IPv4 before IPv6; the order of VRRP's tie-break (RFC 3768 section 6.4.3). */
export function compareAddresses(a: Address, b: Address): number {
  const left = addressBytes(a);
  const right = addressBytes(b);
  if (left.length !== right.length) return left.length - right.length;
  return Buffer.compare(left, right);
}
