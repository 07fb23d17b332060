/**
 * Numbers in the byte order of this machine, as netlink's headers and attributes have them, read and written as single bytes: several
 * times cheaper than Buffer's methods in code that runs too briefly to be optimised. Whether there is room is the caller's to check.
 */

export const littleEndian = new Uint8Array(new Uint16Array([1]).buffer)[0] === 1;

export function hostU16(bytes: Uint8Array, at: number): number {
  const first = bytes[at] ?? 0;
  const second = bytes[at + 1] ?? 0;
  return littleEndian ? first | (second << 8) : (first << 8) | second;
}

export function hostU32(bytes: Uint8Array, at: number): number {
  const first = hostU16(bytes, at);
  const second = hostU16(bytes, at + 2);
  return littleEndian ? first + second * 0x1_0000 : first * 0x1_0000 + second;
}

/** The numbers in `bytes`, by offset: `getUint32(at, littleEndian)` is one step where reading single bytes is dozens. */
export function numbersIn(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

/** @param value of which the low 16 bits count. */
export function putHostU16(bytes: Uint8Array, at: number, value: number): void {
  bytes[littleEndian ? at : at + 1] = value;
  bytes[littleEndian ? at + 1 : at] = value >> 8;
}

/** @param value of which the low 32 bits count, so that negative numbers are fine. */
export function putHostU32(bytes: Uint8Array, at: number, value: number): void {
  putHostU16(bytes, littleEndian ? at : at + 2, value);
  putHostU16(bytes, littleEndian ? at + 2 : at, value >> 16);
}

/** Bytes of struct nlattr: a length and a type. */
export const attributeHeader = 4;

/** @returns `length` rounded up to the next multiple of four: where the next message or attribute begins. */
export function align(length: number): number {
  return (length + 3) & ~3;
}
