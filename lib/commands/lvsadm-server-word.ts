/** SERVER of drain and undrain: an address, a name with all its addresses, either with a port. */

import type { Server } from "../ipvs/drain.ts";
import { parseAddress } from "../net/address.ts";
import { formatEndpoint } from "../net/endpoint.ts";
import type { Names } from "../ports/names.ts";
import { VerbFailure } from "./lvsadm-verb-failure.ts";
import type { ParsedWords } from "./options.ts";
import { Exit } from "./run.ts";

/** @throws VerbFailure with status 2 where it is not one server, or a name that nobody knows. */
export async function serverOf(given: ParsedWords, names: Names): Promise<Server> {
  const [word, surplus] = given.words;
  if (word === undefined) throw new VerbFailure("say which SERVER, such as 10.0.1.1 or 10.0.1.1:80", Exit.usage);
  if (surplus !== undefined) throw new VerbFailure(`unexpected word ${JSON.stringify(surplus)}`, Exit.usage);
  const server = await parseServer(word, names);
  if (server !== undefined) return server;
  throw new VerbFailure(`${JSON.stringify(word)} is neither an address nor a name that is known here`, Exit.usage);
}

/** `10.0.1.1`, `2001:db8::1`, `[2001:db8::1]`, `web1`, and all but the second with `:PORT`, a number or a name. */
export async function parseServer(text: string, names: Names): Promise<Server | undefined> {
  const whole = parseAddress(text);
  if (whole !== undefined) return { addresses: [whole] };
  const [, bracketed, plain, portText] = /^(?:\[([^\]]*)\]|([^[\]:]+))(?::([^:]+))?$/.exec(text) ?? [];
  const host = bracketed ?? plain;
  if (host === undefined) return undefined;
  const address = parseAddress(host);
  if (address === undefined && bracketed !== undefined) return undefined;
  const server = address === undefined ? await named(host, names) : ({ addresses: [address] } as const);
  if (server === undefined) return undefined;
  if (portText === undefined) return server;
  const port = portOf(portText, names);
  return port === undefined ? undefined : { ...server, port };
}

/** The resolver takes 10.0.1 for 10.0.0.1: whoever writes that means something else. */
async function named(name: string, names: Names): Promise<Server | undefined> {
  if (/^[\d.]*$/.test(name)) return undefined;
  const [first, ...more] = await names.addressesOf(name);
  return first && { name, addresses: [first, ...more] };
}

/** @returns such as `10.0.1.1`, `[2001:db8::1]:80`, `web1:80`. */
export function serverText({ name, addresses: [address], port }: Server): string {
  if (port === undefined) return name ?? address;
  return name === undefined ? formatEndpoint({ address, port }) : `${name}:${port}`;
}

/** @returns the same, and in parentheses what a name stands for. */
export function serverInFull(server: Server): string {
  return server.name === undefined ? serverText(server) : `${serverText(server)} (${server.addresses.join(", ")})`;
}

function portOf(text: string, names: Names): number | undefined {
  if (!/^\d{1,5}$/.test(text)) return names.portOf(text, "tcp") ?? names.portOf(text, "udp");
  return Number(text) <= 65_535 ? Number(text) : undefined;
}
