/** Netlink messages ⇄ datagrams, and the kernel's verdicts (NLMSG_ERROR, NLMSG_DONE). Sends nothing. */

import {
  align,
  HEADER_LENGTH,
  type NetlinkMessage,
  padding,
  readS32,
  readU32,
  writeU16,
  writeU32,
} from "netlink/dist/structs.js";
import { NLM_F_ACK_TLVS, NLM_F_CAPPED, NLMSG_ERROR, NLMSGERR_ATTR_MSG } from "../kernel/netlink.ts";
import { decoded, readAttributes, readText } from "./attributes.ts";
import { lost, type NetlinkError, refused } from "./errors.ts";
import { hostU16, hostU32 } from "./host-order.ts";

export type { NetlinkMessage };

export interface NetlinkRequest {
  /** RTM_*, or a generic family's id. */
  readonly type: number;
  /** NLM_F_* beyond REQUEST, ACK and DUMP, which are the connection's. */
  readonly flags?: number;
  /** Family header and attributes, each attribute padded. */
  readonly body: Uint8Array;
  /**
   * The kernel may do this without a word, acknowledgement asked for or not: it drops the one of an operation that was
   * interrupted (EINTR, netlink_rcv_skb). Only for batches.
   */
  readonly maybeSilent?: true;
}

/** @returns the request's bytes, padded so that another may follow. */
export function encodeRequest(request: NetlinkRequest, flags: number, seq: number): Uint8Array {
  const bytes = Buffer.allocUnsafe(encodedLength(request));
  encodeInto(bytes, 0, request, flags, seq);
  return bytes;
}

export function encodedLength({ body }: NetlinkRequest): number {
  return HEADER_LENGTH + align(body.length);
}

/** Writes the request's bytes, padded, to `at`. @returns where the next may follow. */
export function encodeInto(bytes: Buffer, at: number, request: NetlinkRequest, flags: number, seq: number): number {
  const { type, body } = request;
  const end = at + encodedLength(request);
  if (body.length > 0) writeU32.call(bytes, 0, end - 4);
  // struct nlmsghdr; our port id stays 0: the kernel knows it.
  writeU32.call(bytes, HEADER_LENGTH + body.length, at);
  writeU16.call(bytes, type, at + 4);
  writeU16.call(bytes, flags | (request.flags ?? 0), at + 6);
  writeU32.call(bytes, seq, at + 8);
  writeU32.call(bytes, 0, at + 12);
  bytes.set(body, at + HEADER_LENGTH);
  return end;
}

/** @throws NetlinkError `malformed` */
export function decodeDatagram(datagram: Uint8Array): NetlinkMessage[] {
  const bytes = Buffer.from(datagram.buffer, datagram.byteOffset, datagram.byteLength);
  const messages: NetlinkMessage[] = [];
  for (let at = 0; at < bytes.length; ) {
    const length = at + HEADER_LENGTH <= bytes.length ? hostU32(bytes, at) : 0;
    if (length < HEADER_LENGTH || at + length > bytes.length)
      throw lost("malformed", `the kernel's messages make no sense: invalid message length (${length})`);
    messages.push({
      type: hostU16(bytes, at + 4),
      flags: hostU16(bytes, at + 6),
      seq: hostU32(bytes, at + 8),
      port: hostU32(bytes, at + 12),
      data: bytes.subarray(at + HEADER_LENGTH, at + length),
    });
    at += align(length);
  }
  return messages;
}

/**
 * The verdict of an NLMSG_ERROR or NLMSG_DONE.
 * @returns undefined for success. @throws NetlinkError `malformed`
 */
export function verdictOf(message: NetlinkMessage): NetlinkError | undefined {
  return decoded("answer", () => {
    // NLMSG_DONE of old families has no body; struct nlmsgerr always starts with the negated errno.
    const errno = message.data.length < 4 && message.type !== NLMSG_ERROR ? 0 : -readS32.call(message.data, 0);
    return errno === 0 ? undefined : refused(errno, detailOf(message));
  });
}

/** Where struct nlmsgerr ends depends on whether the request's payload was sent back (NETLINK_CAP_ACK: it was not). */
function detailOf(message: NetlinkMessage): string | undefined {
  if ((message.flags & NLM_F_ACK_TLVS) === 0) return undefined;
  const text = readAttributes(message.data.subarray(attributesOffset(message))).get(NLMSGERR_ATTR_MSG);
  return text && readText(text);
}

function attributesOffset(message: NetlinkMessage): number {
  if (message.type !== NLMSG_ERROR) return 4;
  if (message.flags & NLM_F_CAPPED) return 4 + HEADER_LENGTH;
  const original = readU32.call(message.data, 4);
  return 4 + original + padding(original);
}
