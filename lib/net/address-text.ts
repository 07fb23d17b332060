/**
 * What an IP address looks like as text, and which bytes IPv6 text stands for. `node:net` knows it too, but loading it
 * costs a start 4 ms; the test holds both against each other.
 */

const group = /^[0-9a-f]{1,4}$/i;

/** Four decimal numbers without leading zeros. A plain loop: a large configuration has tens of thousands of addresses. */
export function isIpv4Text(text: string): boolean {
  let [dots, digits, number] = [0, 0, 0];
  for (let at = 0; at < text.length; at++) {
    const digit = text.charCodeAt(at) - zero;
    if (digit >= 0 && digit <= 9) {
      if (digits > 0 && number === 0) return false;
      number = number * 10 + digit;
      if (++digits > 3 || number > 255) return false;
    } else if (digit === dot && digits > 0) {
      dots++;
      digits = number = 0;
    } else return false;
  }
  return dots === 3 && digits > 0;
}

const zero = 0x30;
/** Less {@link zero}. */
const dot = 0x2e - zero;

/** @param text for which {@link isIpv4Text} holds. */
export function ipv4Bytes(text: string): Uint8Array {
  return Uint8Array.from(text.split("."), Number);
}

/**
 * RFC 4291 section 2.2, all three forms; zone indexes are refused.
 * @returns 16 bytes in network order, or undefined where `text` is not exactly one IPv6 address.
 */
export function ipv6Bytes(text: string): Uint8Array | undefined {
  const halves = text.split("::");
  if (halves.length > 2) return undefined;
  const parts = halves.map((half, i) => bytesOf(half, i === halves.length - 1));
  const [left, right] = parts;
  if (left === undefined || parts.includes(undefined)) return undefined;
  const bytes = new Uint8Array(16);
  // "::" stands for at least one group.
  const room = 16 - left.length - (right?.length ?? 0);
  if (right === undefined ? room !== 0 : room < 2) return undefined;
  bytes.set(left);
  if (right !== undefined) bytes.set(right, 16 - right.length);
  return bytes;
}

/** Groups between colons, the last of the whole text perhaps an IPv4 address. */
function bytesOf(half: string, last: boolean): number[] | undefined {
  if (half === "") return [];
  const groups = half.split(":");
  const bytes: number[] = [];
  for (const [i, one] of groups.entries()) {
    if (group.test(one)) {
      const value = Number.parseInt(one, 16);
      bytes.push(value >> 8, value & 0xff);
    } else if (last && i === groups.length - 1 && isIpv4Text(one)) bytes.push(...ipv4Bytes(one));
    else return undefined;
  }
  return bytes.length <= 16 ? bytes : undefined;
}
