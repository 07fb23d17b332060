/** Bytes written down in tests. */

/** @param text hexadecimal digits; blanks are ignored. */
export function hex(text: string): Buffer {
  const digits = text.replace(/\s+/g, "");
  if (!/^([0-9a-f]{2})*$/.test(digits)) throw new TypeError(`not hexadecimal bytes: ${text}`);
  return Buffer.from(digits, "hex");
}
