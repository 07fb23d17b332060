/** Values as ipvsadm takes them: whole numbers, marks, timeouts, and addresses with ports. */

import type { Protocol } from "../ipvs/model.ts";
import { type Address, parseAddress } from "../net/address.ts";
import { inetAton } from "../net/inet-aton.ts";
import type { KnownNames } from "./lvsadm-hosts.ts";

/** Of a person's session: 31 days, in seconds. */
export const longestTimeout = 31 * 24 * 60 * 60;
export const largestInt = 2_147_483_647;
export const largestMark = 4_294_967_295;

/** strtol(3) with base 10 and nothing after the number: leading blanks and one sign are allowed, an empty text is not. */
export function wholeNumber(text: string, least: number, most: number): number | undefined {
  if (!/^[ \t\n\v\f\r]*[+-]?[0-9]+$/.test(text)) return undefined;
  const number = Number(text);
  return number >= least && number <= most ? number : undefined;
}

/** atoi(3) as ipvsadm uses it for IPv6 prefixes: what follows the digits is ignored. */
export function leadingNumber(text: string): number {
  return Number(/^[ \t\n\v\f\r]*([+-]?[0-9]+)/.exec(text)?.[1] ?? 0);
}

export interface Place {
  readonly address: Address;
  /** Absent where none was written, and where brackets around an IPv4 host have swallowed it. */
  readonly port?: number;
}

/**
 * `HOST[:PORT]`: IPv6 in brackets with a port, or bare without one; IPv4 in its classic forms; names as IPv4.
 * @param protocol whose names of ports count; without one, names are refused.
 */
export function parsePlace(text: string, protocol: Protocol | undefined, names: KnownNames): Place | undefined {
  return usualPlace(text) ?? anyPlace(text, protocol, names);
}

/** Rules name the same services and real servers again and again: those of numbers alone are read once. */
const usualPlaces = new Map<string, Place>();
/** Of them; a table of that many different ones is read a second time. */
const mostPlaces = 10_000;

function usualPlace(text: string): Place | undefined {
  const known = usualPlaces.get(text);
  if (known !== undefined || !/^[0-9]+\.[0-9.]+:[0-9]{1,5}$/.test(text)) return known;
  // A copy: a part of a text keeps all of it in memory.
  const own = Buffer.from(text).toString();
  const colon = own.indexOf(":");
  const address = parseAddress(own.slice(0, colon));
  const port = Number(own.slice(colon + 1));
  if (address === undefined || port > 65_535) return undefined;
  if (usualPlaces.size >= mostPlaces) usualPlaces.clear();
  const place = { address, port };
  usualPlaces.set(own, place);
  return place;
}

function anyPlace(text: string, protocol: Protocol | undefined, names: KnownNames): Place | undefined {
  if (/^[0-9]*$/.test(text)) return undefined;
  const bracketed = text.startsWith("[") ? /^\[([^\]]*)\](?::(.*))?/s.exec(text) : undefined;
  if (bracketed !== undefined && bracketed?.[2] === undefined) return undefined;
  const host = bracketed?.[1] ?? text;
  const colon = host.lastIndexOf(":");
  const ipv6 = colon === host.indexOf(":") ? undefined : parseAddress(host);
  if (ipv6 !== undefined) return withPort(ipv6, bracketed?.[2], protocol, names);
  const address = parseHost(colon < 0 ? host : host.slice(0, colon), names);
  return address && withPort(address, colon < 0 ? undefined : host.slice(colon + 1), protocol, names);
}

/** An IPv4 address in a classic form, or a host's first one. */
export function parseHost(text: string, names: KnownNames): Address | undefined {
  return inetAton(text) ?? names.addressOf(text);
}

function withPort(
  address: Address,
  text: string | undefined,
  protocol: Protocol | undefined,
  names: KnownNames,
): Place | undefined {
  if (text === undefined) return { address };
  const port = wholeNumber(text, 0, 65_535) ?? (protocol && names.portOf(text, protocol));
  return port === undefined ? undefined : { address, port };
}
