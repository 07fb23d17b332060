/** SERVER of drain and undrain: an address, a name, either with a port. */

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
  throw new VerbFailure(
    `${JSON.stringify(word)} is neither an address nor a name with an IPv4 address that is known here`,
    Exit.usage,
  );
}

/** `10.0.1.1`, `2001:db8::1`, `[2001:db8::1]`, `web1`, and all but the second with `:PORT`, a number or a name. */
export async function parseServer(text: string, names: Names): Promise<Server | undefined> {
  const whole = parseAddress(text);
  if (whole !== undefined) return { address: whole };
  const [, bracketed, plain, portText] = /^(?:\[([^\]]*)\]|([^[\]:]+))(?::([^:]+))?$/.exec(text) ?? [];
  const host = bracketed ?? plain;
  if (host === undefined) return undefined;
  const address = parseAddress(host) ?? (bracketed === undefined ? await names.addressOf(host) : undefined);
  if (address === undefined || portText === undefined) return address && { address };
  const port = portOf(portText, names);
  return port === undefined ? undefined : { address, port };
}

export function serverText({ address, port }: Server): string {
  return port === undefined ? address : formatEndpoint({ address, port });
}

function portOf(text: string, names: Names): number | undefined {
  if (!/^\d{1,5}$/.test(text)) return names.portOf(text, "tcp") ?? names.portOf(text, "udp");
  return Number(text) <= 65_535 ? Number(text) : undefined;
}
