/** The classic BSD reading of an IPv4 address, inet_aton(3): fewer than four parts, octal and hexadecimal parts. */

import { type Address, addressFromBytes, parseAddress } from "./address.ts";

/** Parts as strtoul(3) with base 0 takes them: `0x1f`, `017`, `15`; `08` and a bare `0x` are refused. */
const part = /^(?:0[xX][0-9a-fA-F]+|0[0-7]*|[1-9][0-9]*)$/;

/**
 * @returns the address of texts such as `10.0.0.1`, `10.1`, `0x0a000001` or `167772161`; what follows a blank is ignored.
 * Undefined where the text is none.
 */
export function inetAton(text: string): Address | undefined {
  const usual = text.includes(":") ? undefined : parseAddress(text);
  if (usual !== undefined) return usual;
  const [word = ""] = text.split(/[ \t\n\v\f\r]/, 1);
  const parts = word.split(".");
  if (parts.length > 4 || !parts.every((one) => part.test(one))) return undefined;
  const numbers = parts.map((one) => (/^0[0-7]+$/.test(one) ? Number.parseInt(one, 8) : Number(one)));
  const last = numbers.pop() ?? 0;
  // The last part fills all bytes that the parts before it leave.
  if (numbers.some((number) => number > 255) || last >= 256 ** (4 - numbers.length)) return undefined;
  const tail = Array.from({ length: 4 - numbers.length }, (_, i) => Math.floor(last / 256 ** (3 - numbers.length - i)));
  return addressFromBytes(Uint8Array.from([...numbers, ...tail.map((byte) => byte % 256)]));
}
