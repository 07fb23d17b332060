/** Netlink attributes ⇄ maps of bytes. What an attribute means is its family's. */

import { NLA_F_NESTED, NLA_TYPE_MASK } from "../kernel/netlink.ts";
import { lost, NetlinkError } from "./errors.ts";
import { align, attributeHeader, littleEndian, numbersIn } from "./host-order.ts";

/** Type → value. */
export type Attributes = ReadonlyMap<number, Buffer>;

/** @returns the attributes of a message or of a nest; the last of equals wins. @throws NetlinkError `malformed` */
export function readAttributes(bytes: Buffer): Attributes {
  const found = new Map<number, Buffer>();
  const numbers = numbersIn(bytes);
  for (let at = 0; at < bytes.length; ) {
    const length = at + attributeHeader <= bytes.length ? numbers.getUint16(at, littleEndian) : 0;
    if (length < attributeHeader || at + length > bytes.length) throw wrongLength(length);
    found.set(
      numbers.getUint16(at + 2, littleEndian) & NLA_TYPE_MASK,
      bytes.subarray(at + attributeHeader, at + length),
    );
    at += align(length);
  }
  return found;
}

/** @param length of an attribute, that it cannot have where it is. */
export function wrongLength(length: number): NetlinkError {
  return lost("malformed", `the kernel's attributes make no sense: invalid attribute length (${length})`);
}

/** One attribute with its padding. `nested` sets NLA_F_NESTED, which strict families want. */
export function attribute(type: number, data: Uint8Array | readonly Uint8Array[], nested = false): Uint8Array {
  const value = data instanceof Uint8Array ? data : Buffer.concat(data);
  const bytes = Buffer.alloc(attributeHeader + align(value.length));
  const numbers = numbersIn(bytes);
  numbers.setUint16(0, attributeHeader + value.length, littleEndian);
  numbers.setUint16(2, nested ? type | NLA_F_NESTED : type, littleEndian);
  bytes.set(value, attributeHeader);
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
