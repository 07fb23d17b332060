/** Netlink messages ⇄ datagrams, and the kernel's verdicts (NLMSG_ERROR, NLMSG_DONE). Sends nothing. */

import { NLM_F_ACK_TLVS, NLM_F_CAPPED, NLMSG_ERROR, NLMSGERR_ATTR_MSG } from "../kernel/netlink.ts";
import { decoded, readAttributes, readText } from "./attributes.ts";
import { lost, type NetlinkError, refused } from "./errors.ts";
import { align, littleEndian, numbersIn } from "./host-order.ts";
import { MessageWriter, messageHeader } from "./message-writer.ts";

export interface NetlinkRequest {
  /** RTM_*, or a generic family's id. */
  readonly type: number;
  /** NLM_F_* beyond REQUEST, ACK and DUMP, which are the connection's. */
  readonly flags?: number;
  /** Family header and attributes, each attribute padded: as bytes, or written where they are sent from. */
  readonly body: Uint8Array | ((to: MessageWriter) => void);
  /**
   * The kernel may do this without a word, acknowledgement asked for or not: it drops the one of an operation that was
   * interrupted (EINTR, netlink_rcv_skb). Only for batches.
   */
  readonly maybeSilent?: true;
}

/** A message where it lies in its datagram: most are read once, by the ten thousand, and need no memory of their own. */
export class NetlinkMessage {
  readonly type: number;
  readonly flags: number;
  readonly seq: number;
  readonly port: number;
  /** The datagram, and the numbers in it. */
  readonly bytes: Buffer;
  readonly numbers: DataView;
  /** Where in it the body begins and ends. */
  readonly start: number;
  readonly end: number;

  /** @param at where struct nlmsghdr begins. @param length in all. */
  constructor(bytes: Buffer, numbers: DataView, at: number, length: number) {
    this.type = numbers.getUint16(at + 4, littleEndian);
    this.flags = numbers.getUint16(at + 6, littleEndian);
    this.seq = numbers.getUint32(at + 8, littleEndian);
    this.port = numbers.getUint32(at + 12, littleEndian);
    this.bytes = bytes;
    this.numbers = numbers;
    this.start = at + messageHeader;
    this.end = at + length;
  }

  /** The body, in the datagram's memory. */
  get data(): Buffer {
    return this.bytes.subarray(this.start, this.end);
  }

  /** The same message in memory of its own. */
  copy(): NetlinkMessage {
    const bytes = Buffer.from(this.bytes.subarray(this.start - messageHeader, this.end));
    return new NetlinkMessage(bytes, numbersIn(bytes), 0, bytes.length);
  }
}

/** @returns the request's bytes, padded so that another may follow. */
export function encodeRequest(request: NetlinkRequest, flags: number, seq: number): Uint8Array {
  const writer = new MessageWriter();
  writeRequest(writer, request, flags, seq);
  return writer.bytes;
}

/** @returns where in `to` it begins. */
export function writeRequest(to: MessageWriter, request: NetlinkRequest, flags: number, seq: number): number {
  const { type, body } = request;
  const start = to.beginMessage(type, flags | (request.flags ?? 0), seq);
  if (typeof body === "function") body(to);
  else to.written(body);
  to.endMessage(start);
  return start;
}

/** @throws NetlinkError `malformed` */
export function decodeDatagram(datagram: Uint8Array): NetlinkMessage[] {
  const bytes = Buffer.from(datagram.buffer, datagram.byteOffset, datagram.byteLength);
  const numbers = numbersIn(bytes);
  const messages: NetlinkMessage[] = [];
  for (let at = 0; at < bytes.length; ) {
    const length = at + messageHeader <= bytes.length ? numbers.getUint32(at, littleEndian) : 0;
    if (length < messageHeader || at + length > bytes.length)
      throw lost("malformed", `the kernel's messages make no sense: invalid message length (${length})`);
    messages.push(new NetlinkMessage(bytes, numbers, at, length));
    at += align(length);
  }
  return messages;
}

/**
 * The verdict of an NLMSG_ERROR or NLMSG_DONE.
 * @returns undefined for success. @throws NetlinkError `malformed`
 */
export function verdictOf(message: NetlinkMessage): NetlinkError | undefined {
  const { type, numbers, start, end } = message;
  if (end - start < 4) {
    // NLMSG_DONE of old families has no body; struct nlmsgerr always starts with the negated errno.
    if (type !== NLMSG_ERROR) return undefined;
    throw lost("malformed", "the kernel's answer has no verdict");
  }
  const errno = -numbers.getInt32(start, littleEndian);
  return errno === 0 ? undefined : decoded("answer", () => refused(errno, detailOf(message)));
}

/** Where struct nlmsgerr ends depends on whether the request's payload was sent back (NETLINK_CAP_ACK: it was not). */
function detailOf(message: NetlinkMessage): string | undefined {
  if ((message.flags & NLM_F_ACK_TLVS) === 0) return undefined;
  const text = readAttributes(message.data.subarray(attributesOffset(message))).get(NLMSGERR_ATTR_MSG);
  return text && readText(text);
}

function attributesOffset({ type, flags, numbers, start }: NetlinkMessage): number {
  if (type !== NLMSG_ERROR) return 4;
  if (flags & NLM_F_CAPPED) return 4 + messageHeader;
  return 4 + align(numbers.getUint32(start + 4, littleEndian));
}
