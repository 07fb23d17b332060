/** The Internet checksum of RFC 1071, as IPv4 headers and VRRP use it. Knows nothing of packets. */

/**
 * @returns the 16-bit ones' complement of the ones' complement sum of `parts`, taken as one run of bytes; every part but
 * the last must have an even length. Over bytes that hold a right checksum the result is 0.
 */
export function internetChecksum(...parts: readonly Uint8Array[]): number {
  let sum = 0;
  for (const bytes of parts)
    for (let i = 0; i < bytes.length; i += 2) sum += ((bytes[i] ?? 0) << 8) | (bytes[i + 1] ?? 0);
  while (sum > 0xffff) sum = (sum & 0xffff) + (sum >>> 16);
  return ~sum & 0xffff;
}
