/**
 * Messages and their attributes written one after the other into one piece of memory, which is used again: requests are made by
 * the ten thousand. What a message or an attribute means is its family's.
 */

import { NLA_F_NESTED } from "../kernel/netlink.ts";
import { type Address, addressBytes, familyOf, ipv4Number } from "../net/address.ts";
import { align, attributeHeader, littleEndian, numbersIn } from "./host-order.ts";

/** Bytes of struct nlmsghdr. */
export const messageHeader = 16;
/** Where struct nlmsghdr has its flags. */
const flagsAt = 6;

export class MessageWriter {
  #bytes = Buffer.allocUnsafe(1024);
  #numbers = numbersIn(this.#bytes);
  #length = 0;

  /** How many bytes have been written. */
  get length(): number {
    return this.#length;
  }

  /** All that was written; changes with what is written next. */
  get bytes(): Uint8Array {
    return this.#bytes.subarray(0, this.#length);
  }

  /** Forgets what was written beyond `length`. */
  cutTo(length: number): this {
    this.#length = length;
    return this;
  }

  /** What is written until {@link endMessage} is its body. @returns where it begins. */
  beginMessage(type: number, flags: number, seq: number): number {
    const start = this.#extend(messageHeader);
    this.#set16(start + 4, type);
    this.#set16(start + flagsAt, flags);
    this.#set32(start + 8, seq);
    // Our port id stays 0: the kernel knows it.
    this.#set32(start + 12, 0);
    return start;
  }

  /** Its length does not count the padding that lets another message follow. */
  endMessage(start: number): void {
    const length = this.#length - start;
    this.#set32(start, length);
    // Attributes are padded already.
    const end = this.#length;
    if (align(length) === length) return;
    this.#extend(align(length) - length);
    this.#bytes.fill(0, end, this.#length);
  }

  /** Adds flags to the message that begins at `start`. */
  addFlags(start: number, flags: number): void {
    this.#set16(start + flagsAt, this.#numbers.getUint16(start + flagsAt, littleEndian) | flags);
  }

  u8(type: number, value: number): this {
    const at = this.#add(type, 1);
    this.#bytes[at] = value;
    return this;
  }

  u16(type: number, value: number): this {
    const at = this.#add(type, 2);
    this.#set16(at, value);
    return this;
  }

  /** In network byte order. */
  u16be(type: number, value: number): this {
    const at = this.#add(type, 2);
    this.#numbers.setUint16(at, value);
    return this;
  }

  /** Negative numbers are fine. */
  u32(type: number, value: number): this {
    const at = this.#add(type, 4);
    this.#set32(at, value);
    return this;
  }

  /** Two numbers of 32 bits as one value. */
  pair(type: number, first: number, second: number): this {
    const at = this.#add(type, 8);
    this.#set32(at, first);
    this.#set32(at + 4, second);
    return this;
  }

  bytesOf(type: number, value: Uint8Array): this {
    const at = this.#add(type, value.length);
    this.#bytes.set(value, at);
    return this;
  }

  /** @param length of the value, filled up with zeros; a multiple of four. */
  address(type: number, value: Address, length: number): this {
    const at = this.#add(type, length);
    for (let zero = at + 4; zero < at + length; zero += 4) this.#set32(zero, 0);
    if (familyOf(value) === "inet") this.#numbers.setUint32(at, ipv4Number(value));
    else this.#bytes.set(addressBytes(value), at);
    return this;
  }

  /** Null-terminated. */
  text(type: number, value: string): this {
    return this.bytesOf(type, Buffer.from(`${value}\0`));
  }

  /** What is written until {@link end} is inside. @returns the nest, for `end`. */
  begin(type: number): number {
    return this.#add(type | NLA_F_NESTED, 0) - attributeHeader;
  }

  end(nest: number): this {
    this.#set16(nest, this.#length - nest);
    return this;
  }

  /** Four bytes as they are, such as a family's header. */
  word(a: number, b: number, c: number, d: number): this {
    const at = this.#extend(4);
    this.#bytes[at] = a;
    this.#bytes[at + 1] = b;
    this.#bytes[at + 2] = c;
    this.#bytes[at + 3] = d;
    return this;
  }

  /** What is written already. */
  written(bytes: Uint8Array): this {
    const at = this.#extend(bytes.length);
    this.#bytes.set(bytes, at);
    return this;
  }

  /** Header and padding of one attribute. @returns where its value goes. */
  #add(type: number, length: number): number {
    const start = this.#extend(attributeHeader + align(length));
    // The padding first: the value may reach into these four bytes.
    if ((length & 3) !== 0) this.#set32(this.#length - 4, 0);
    const size = attributeHeader + length;
    this.#set32(start, littleEndian ? (type << 16) | size : (size << 16) | type);
    return start + attributeHeader;
  }

  /** Before it `#bytes` may be other memory than after it. @returns where the new bytes begin; they may hold anything. */
  #extend(by: number): number {
    const start = this.#length;
    this.#length += by;
    if (this.#length > this.#bytes.length) this.#grow(start);
    return start;
  }

  #grow(used: number): void {
    const larger = Buffer.allocUnsafe(2 * this.#length);
    larger.set(this.#bytes.subarray(0, used));
    this.#bytes = larger;
    this.#numbers = numbersIn(larger);
  }

  #set16(at: number, value: number): void {
    this.#numbers.setUint16(at, value, littleEndian);
  }

  #set32(at: number, value: number): void {
    this.#numbers.setUint32(at, value, littleEndian);
  }
}
