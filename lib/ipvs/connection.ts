/**
 * Connections as the kernel's text of them has it (/proc/net/ip_vs_conn, ip_vs_conn_seq_show in net/netfilter/ipvs/ip_vs_conn.c):
 * one line each after a line of titles. Knows no file.
 */

import { type Address, addressFromBytes, parseAddress } from "../net/address.ts";
import type { Endpoint } from "../net/endpoint.ts";

export interface Connection {
  /** The kernel's name: `TCP`, `UDP`, `SCTP`, `IP` for the template of a firewall mark. */
  readonly protocol: string;
  readonly client: Endpoint;
  readonly virtual: Endpoint;
  /** Of the other family where the tunnel to it is. */
  readonly destination: Endpoint;
  /** Such as `ESTABLISHED`; `NONE` for the template by which a client persists. */
  readonly state: string;
  /** Seconds until it is forgotten unless something comes. */
  readonly expires: number;
  /** Persistence engine and what it tells clients apart by, where it made the connection. */
  readonly engine?: { readonly name: string; readonly data: string };
}

/** @returns undefined for what is no line of that text. */
export function parseConnection(line: string): Connection | undefined {
  const [protocol, from, fromPort, to, toPort, at, atPort, state, expires = "", name, data] = line.trim().split(/\s+/);
  const client = endpoint(from, fromPort);
  const virtual = endpoint(to, toPort);
  const destination = endpoint(at, atPort);
  if (!protocol || !state || !client || !virtual || !destination || !/^\d{1,10}$/.test(expires)) return undefined;
  const engine = name === undefined || data === undefined ? {} : { engine: { name, data } };
  return { protocol, client, virtual, destination, state, expires: Number(expires), ...engine };
}

function endpoint(addressText = "", portText = ""): Endpoint | undefined {
  const address = /^[0-9A-Fa-f]{8}$/.test(addressText) ? fromHex(addressText) : parseAddress(addressText);
  if (address === undefined || !/^[0-9A-Fa-f]{4}$/.test(portText)) return undefined;
  return { address, port: Number.parseInt(portText, 16) };
}

/** IPv4 is printed as one number. */
function fromHex(text: string): Address {
  const number = Number.parseInt(text, 16);
  return addressFromBytes(Uint8Array.of(number >>> 24, number >>> 16, number >>> 8, number));
}
