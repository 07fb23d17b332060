/**
 * Numbers in the byte order of this machine, as netlink's headers and attributes have them, read from single bytes: several times
 * cheaper than Buffer's methods in code that runs too briefly to be optimised. Whether the bytes are there is the caller's to check.
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
