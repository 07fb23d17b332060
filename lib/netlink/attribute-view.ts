/**
 * Attributes read where they lie, without a Buffer for each, which is most of the time that a long dump takes: for answers
 * that come by the ten thousand. What an attribute means is its family's.
 */

import { NLA_TYPE_MASK } from "../kernel/netlink.ts";
import { type Address, ipv4Of } from "../net/address.ts";
import { wrongLength } from "./attributes.ts";
import { align, attributeHeader, littleEndian, numbersIn } from "./host-order.ts";

/** Higher types are of kernels to come, and nobody here asks for them. */
const types = 32;

export class AttributeView {
  #bytes: Buffer = Buffer.alloc(0);
  #numbers = numbersIn(this.#bytes);
  /** Type → where its value begins and ends; the last of equals wins. */
  readonly #starts = new Array<number>(types).fill(-1);
  readonly #ends = new Array<number>(types).fill(0);

  /**
   * Looks at the attributes of a message or of a nest, from `start` to `end`, and no longer at others.
   * @param numbers those in `bytes`, where they are at hand. @throws NetlinkError `malformed`
   */
  over(bytes: Buffer, start = 0, end = bytes.length, numbers = numbersIn(bytes)): this {
    this.#bytes = bytes;
    this.#numbers = numbers;
    this.#starts.fill(-1);
    for (let at = start; at < end; ) {
      const length = at + attributeHeader <= end ? numbers.getUint16(at, littleEndian) : 0;
      if (length < attributeHeader || at + length > end) throw wrongLength(length);
      const type = numbers.getUint16(at + 2, littleEndian) & NLA_TYPE_MASK;
      if (type < types) {
        this.#starts[type] = at + attributeHeader;
        this.#ends[type] = at + length;
      }
      at += align(length);
    }
    return this;
  }

  has(type: number): boolean {
    return (this.#starts[type] ?? -1) >= 0;
  }

  /** @throws RangeError, as all of these do, where it is missing or has not its type's length. */
  u8(type: number): number {
    return this.#bytes[this.#at(type, 1)] ?? 0;
  }

  u16(type: number): number {
    return this.#numbers.getUint16(this.#at(type, 2), littleEndian);
  }

  /** In network byte order. */
  u16be(type: number): number {
    return this.#numbers.getUint16(this.#at(type, 2));
  }

  u32(type: number): number {
    return this.#numbers.getUint32(this.#at(type, 4), littleEndian);
  }

  s32(type: number): number {
    return this.#numbers.getInt32(this.#at(type, 4), littleEndian);
  }

  /** Of two numbers of 32 bits the first. */
  firstOfPair(type: number): number {
    return this.#numbers.getUint32(this.#at(type, 8), littleEndian);
  }

  /** 32 or 64 bits, whichever it has; 0 where it is missing. */
  counter(type: number): bigint {
    if (!this.has(type)) return 0n;
    const start = this.#starts[type] ?? 0;
    const length = (this.#ends[type] ?? 0) - start;
    if (length === 4) return BigInt(this.#numbers.getUint32(start, littleEndian));
    return length === 8 ? this.#u64(start) : 0n;
  }

  /** @param most how many of its bytes are wanted. */
  bytes(type: number, most = Number.POSITIVE_INFINITY): Buffer {
    const start = this.#at(type);
    return this.#bytes.subarray(start, Math.min(this.#ends[type] ?? start, start + most));
  }

  /** Of IPv4, in the first four bytes. */
  ipv4(type: number): Address {
    const start = this.#at(type);
    if ((this.#ends[type] ?? 0) - start < 4) throw new RangeError(`attribute ${type} is no address`);
    return ipv4Of(this.#numbers.getUint32(start));
  }

  /** Up to the first null byte. */
  text(type: number): string {
    const start = this.#at(type);
    const end = this.#ends[type] ?? start;
    const nul = this.#bytes.indexOf(0, start);
    return this.#bytes.toString("utf8", start, nul < 0 || nul > end ? end : nul);
  }

  /** @returns `view`, over the attributes inside. @throws NetlinkError `malformed` */
  nest(type: number, view: AttributeView): AttributeView {
    return view.over(this.#bytes, this.#at(type), this.#ends[type], this.#numbers);
  }

  /** Most counters need no BigInt arithmetic, which is slow. */
  #u64(start: number): bigint {
    const first = this.#numbers.getUint32(start, littleEndian);
    const second = this.#numbers.getUint32(start + 4, littleEndian);
    const high = littleEndian ? second : first;
    const low = littleEndian ? first : second;
    if (high === 0 && low === 0) return 0n;
    return high < 2 ** 21 ? BigInt(high * 2 ** 32 + low) : (BigInt(high) << 32n) | BigInt(low);
  }

  #at(type: number, length?: number): number {
    const start = this.#starts[type] ?? -1;
    if (start < 0) throw new RangeError(`attribute ${type} is missing`);
    const found = (this.#ends[type] ?? 0) - start;
    if (length !== undefined && found !== length)
      throw new RangeError(`attribute ${type} has ${found} bytes instead of ${length}`);
    return start;
  }
}
