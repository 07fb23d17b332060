/** Endpoints as ipvsadm prints them: names where they are known, at most 59 bytes, which can cost the port. */

import { type Address, addressBytes, familyOf } from "../net/address.ts";
import type { Endpoint } from "../net/endpoint.ts";
import type { Protocol } from "./model.ts";

/** Texts for addresses and ports, already looked up. */
export interface EndpointNames {
  host(address: Address): string;
  /** @param protocol undefined for services by fwmark, whose ports have no names. */
  port(port: number, protocol: Protocol | undefined): string;
}

export const numericNames: EndpointNames = { host: addressText, port: String };

const longest = 59;

export function endpointText(of: Endpoint, protocol: Protocol | undefined, names: EndpointNames): string {
  const host = names.host(of.address);
  const bracketed = familyOf(of.address) === "inet6" ? `[${host}]` : host;
  return cut(`${bracketed}:${names.port(of.port, protocol)}`, longest);
}

/** inet_ntop(3): unlike RFC 5952, the C library also writes `::0.1.0.2` where only the last 32 bits are set. */
export function addressText(of: Address): string {
  if (familyOf(of) === "inet") return of;
  const bytes = addressBytes(of);
  const compatible = bytes.subarray(0, 12).every((byte) => byte === 0) && (bytes[12] !== 0 || bytes[13] !== 0);
  return compatible ? `::${bytes.subarray(12).join(".")}` : of;
}

/** @returns the first `length` bytes. */
export function cut(text: string, length: number): string {
  // UTF-8 takes at most three bytes for each of a string's units.
  if (3 * text.length <= length) return text;
  if (Buffer.byteLength(text) <= length) return text;
  return Buffer.from(text).subarray(0, length).toString();
}
