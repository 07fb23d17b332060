/** Single values of a table in JSON → the model: what each must be, in words and as a reading. */

import { type Expected, textOf, wholeNumber } from "../diag/json-fields.ts";
import { type Address, type Family, parseAddress } from "../net/address.ts";
import type { ForwardingMethod, Protocol } from "./model.ts";

/** As the kernel's fields hold them (ip_vs_ctl.c, struct ip_vs_service_user_kern and ip_vs_dest_user_kern). */
export const port = wholeNumber(0, 65_535);
export const int = wholeNumber(0, 2_147_483_647);
export const address: Expected<Address> = textOf("an IP address", parseAddress);
export const protocol: Expected<Protocol> = textOf('"tcp", "udp" or "sctp"', readProtocol);
export const forwarding: Expected<ForwardingMethod> = textOf(
  '"direct", "masquerade", "tunnel", "local" or "bypass"',
  readForwarding,
);
export const scheduler = textOf('a scheduler\'s name such as "wlc"', (text) =>
  /^[\w-]{1,15}$/.test(text) ? text : undefined,
);
export const engine = textOf('an engine\'s name such as "sip"', (text) =>
  /^[\w-]{1,16}$/.test(text) ? text : undefined,
);
export const flagNames: Expected<string> = { what: 'a list such as ["sh-port"]', read: readFlagNames };
export const masks: Readonly<Record<Family, Expected<string>>> = {
  inet: textOf("a dotted mask", (text) => (parseAddress(text)?.includes(":") === false ? text : undefined)),
  inet6: { what: wholeNumber(1, 128).what, read: (value) => wholeNumber(1, 128).read(value)?.toString() },
};
export const anything: Expected<unknown> = { what: "anything", read: (value) => value };

function readProtocol(text: string): Protocol | undefined {
  if (text === "tcp" || text === "udp" || text === "sctp") return text;
  const number = numbered(text, "protocol-", 255);
  return number === undefined ? undefined : `protocol-${number}`;
}

function readForwarding(text: string): ForwardingMethod | undefined {
  const known = ["direct", "masquerade", "tunnel", "local", "bypass"] as const;
  const number = numbered(text, "method-", 7);
  return known.find((name) => name === text) ?? (number === undefined ? undefined : `method-${number}`);
}

/** What some other tool entered under a number has that number in its name. */
function numbered(text: string, prefix: string, most: number): number | undefined {
  if (!text.startsWith(prefix) || !/^[1-9]\d{0,2}$/.test(text.slice(prefix.length))) return undefined;
  const number = Number(text.slice(prefix.length));
  return number <= most ? number : undefined;
}

function readFlagNames(value: unknown): string | undefined {
  if (!Array.isArray(value) || value.length > 16) return undefined;
  return value.every((one) => typeof one === "string" && /^[\w-]+$/.test(one)) ? value.join(",") : undefined;
}
