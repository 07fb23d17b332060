/** Words that pick services out of a table, as listings for people write them: `TCP 10.0.0.1:80`, `10.0.0.1`, `FWM 7`. */

import type { ServiceKey } from "../ipvs/model.ts";
import { serviceWords } from "../ipvs/words.ts";
import { type Address, familyOf, parseAddress } from "../net/address.ts";

export type Picker = (key: ServiceKey) => boolean;

/**
 * @param words of one service: a name as {@link serviceWords} gives it, in small letters too, or an address with or without
 * its port, which picks all services there.
 * @returns undefined for words that cannot be a service's.
 */
export function servicePicker(words: readonly string[]): Picker | undefined {
  const text = words.join(" ").toLowerCase();
  if (/^fwm \d+( ipv6)?$/.test(text)) return (key) => serviceWords(key).toLowerCase() === text;
  const [, protocol, place = ""] = /^(?:(tcp|udp|sctp) )?(\S+)$/.exec(text) ?? [];
  const at = placeOf(place);
  if (at === undefined) return undefined;
  return (key) =>
    key.kind === "address" &&
    key.address === at.address &&
    (at.port === undefined || key.port === at.port) &&
    (protocol === undefined || key.protocol === protocol);
}

interface Place {
  readonly address: Address;
  readonly port?: number;
}

function placeOf(text: string): Place | undefined {
  const bare = parseAddress(text);
  if (bare !== undefined) return { address: bare };
  const [, host = "", port = ""] = /^(.*):(\d{1,5})$/.exec(text) ?? [];
  const bracketed = /^\[(.*)\]$/.exec(host)?.[1];
  const address = parseAddress(bracketed ?? host);
  if (address === undefined || (familyOf(address) === "inet6") !== (bracketed !== undefined)) return undefined;
  return { address, port: Number(port) };
}
