/** Netlink attributes ⇄ maps of bytes. What an attribute means is its family's. */

import { NLA_F_NESTED, NLA_TYPE_MASK } from "../kernel/netlink.ts";
import { lost, NetlinkError } from "./errors.ts";
import { align, hostU16, putHostU16 } from "./host-order.ts";

/** Type → value. */
export type Attributes = ReadonlyMap<number, Buffer>;

/** @returns the attributes of a message or of a nest; the last of equals wins. @throws NetlinkError `malformed` */
export function readAttributes(bytes: Buffer): Attributes {
  const found = new Map<number, Buffer>();
  walkAttributes(bytes, (type, start, end) => found.set(type, bytes.subarray(start, end)));
  return found;
}

/**
 * The same without a Buffer for each value, which is most of the time that a long dump takes to read.
 * @param visit is told where in `bytes` each value is. @param from where the first one begins. @throws NetlinkError `malformed`
 */
export function walkAttributes(
  bytes: Buffer,
  visit: (type: number, start: number, end: number) => void,
  from = 0,
  to = bytes.length,
): void {
  for (let at = from; at < to; ) {
    const length = at + 4 <= to ? hostU16(bytes, at) : 0;
    if (length < 4 || at + length > to)
      throw lost("malformed", `the kernel's attributes make no sense: invalid attribute length (${length})`);
    visit(hostU16(bytes, at + 2) & NLA_TYPE_MASK, at + 4, at + length);
    at += align(length);
  }
}

/** One attribute with its padding. `nested` sets NLA_F_NESTED, which strict families want. */
export function attribute(type: number, data: Uint8Array | readonly Uint8Array[], nested = false): Uint8Array {
  const value = data instanceof Uint8Array ? data : Buffer.concat(data);
  const bytes = Buffer.alloc(4 + align(value.length));
  putHostU16(bytes, 0, 4 + value.length);
  putHostU16(bytes, 2, nested ? type | NLA_F_NESTED : type);
  bytes.set(value, 4);
  return bytes;
}

/** Runs a decoder; whatever the codec throws at strange bytes becomes a NetlinkError `malformed` that names `what`. */
export function decoded<T>(what: string, decode: () => T): T {
  try {
    return decode();
  } catch (error) {
    if (error instanceof NetlinkError) throw error;
    throw lost("malformed", `the kernel's ${what} make no sense: ${error instanceof Error ? error.message : error}`);
  }
}

/** @returns the text of a null-terminated attribute, ending at the first null byte. @throws RangeError without one at its end */
export function readText(bytes: Buffer): string {
  if (bytes.at(-1) !== 0) throw new RangeError("a text without its end");
  return bytes.toString("utf8", 0, bytes.indexOf(0));
}
