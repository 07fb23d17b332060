/**
 * Attributes written one after the other into one piece of memory: for requests that are made by the ten thousand. What an
 * attribute means is its family's.
 */

import { align, writeS32, writeU16, writeU16be, writeU32 } from "netlink/dist/structs.js";
import { NLA_F_NESTED } from "../kernel/netlink.ts";

/** Bytes of length and type (struct nlattr). */
const header = 4;

export class AttributeWriter {
  #bytes = Buffer.allocUnsafe(256);
  #length = 0;

  u8(type: number, value: number): this {
    this.#bytes[this.#add(type, 1)] = value;
    return this;
  }

  u16(type: number, value: number): this {
    writeU16.call(this.#bytes, value, this.#add(type, 2));
    return this;
  }

  /** In network byte order. */
  u16be(type: number, value: number): this {
    writeU16be.call(this.#bytes, value, this.#add(type, 2));
    return this;
  }

  u32(type: number, value: number): this {
    writeU32.call(this.#bytes, value, this.#add(type, 4));
    return this;
  }

  s32(type: number, value: number): this {
    writeS32.call(this.#bytes, value, this.#add(type, 4));
    return this;
  }

  /** Two numbers of 32 bits as one value. */
  pair(type: number, first: number, second: number): this {
    const at = this.#add(type, 8);
    writeU32.call(this.#bytes, first, at);
    writeU32.call(this.#bytes, second, at + 4);
    return this;
  }

  /** @param length of the value, filled up with zeros; by default that of `value`. */
  bytes(type: number, value: Uint8Array, length = value.length): this {
    const at = this.#add(type, length);
    this.#bytes.set(value, at);
    this.#bytes.fill(0, at + value.length, at + length);
    return this;
  }

  /** Null-terminated. */
  text(type: number, value: string): this {
    return this.bytes(type, Buffer.from(`${value}\0`));
  }

  /** What is written until {@link end} is inside. @returns the nest, for `end`. */
  begin(type: number): number {
    const at = this.#add(type | NLA_F_NESTED, 0);
    return at - header;
  }

  end(nest: number): this {
    writeU16.call(this.#bytes, this.#length - nest, nest);
    return this;
  }

  /** Four bytes as they are, such as a family's header. */
  word(a: number, b: number, c: number, d: number): this {
    const end = this.#length + 4;
    if (end > this.#bytes.length) this.#grow(end);
    this.#bytes[end - 4] = a;
    this.#bytes[end - 3] = b;
    this.#bytes[end - 2] = c;
    this.#bytes[end - 1] = d;
    this.#length = end;
    return this;
  }

  /** Attributes that are written already. */
  written(attributes: Uint8Array): this {
    const end = this.#length + attributes.length;
    if (end > this.#bytes.length) this.#grow(end);
    this.#bytes.set(attributes, this.#length);
    this.#length = end;
    return this;
  }

  /** @returns a copy of all that was written, each attribute padded; then it begins anew. */
  take(): Uint8Array {
    const taken = Buffer.from(this.#bytes.subarray(0, this.#length));
    this.#length = 0;
    return taken;
  }

  /** Header and padding of one attribute. @returns where its value goes. */
  #add(type: number, length: number): number {
    const start = this.#length;
    const end = start + header + align(length);
    if (end > this.#bytes.length) this.#grow(end);
    // The padding first: the value may reach into these four bytes.
    if (length > 0) writeU32.call(this.#bytes, 0, end - 4);
    writeU16.call(this.#bytes, header + length, start);
    writeU16.call(this.#bytes, type, start + 2);
    this.#length = end;
    return start + header;
  }

  #grow(atLeast: number): void {
    const larger = Buffer.allocUnsafe(2 * atLeast);
    larger.set(this.#bytes.subarray(0, this.#length));
    this.#bytes = larger;
  }
}
