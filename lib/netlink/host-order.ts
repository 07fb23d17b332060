/**
 * Numbers in the byte order of this machine, as netlink's headers and attributes have them: `getUint32(at, littleEndian)` of a
 * DataView is one step, where Buffer's methods and sums of single bytes are dozens in code that runs too briefly to be optimised.
 */

export const littleEndian = new Uint8Array(new Uint16Array([1]).buffer)[0] === 1;

/** The numbers in `bytes`, by offset. */
export function numbersIn(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

/** Bytes of struct nlattr: a length and a type. */
export const attributeHeader = 4;

/** @returns `length` rounded up to the next multiple of four: where the next message or attribute begins. */
export function align(length: number): number {
  return (length + 3) & ~3;
}
