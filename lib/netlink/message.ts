/** Netlink messages ⇄ datagrams, and the kernel's verdicts (NLMSG_ERROR, NLMSG_DONE). Sends nothing. */

import {
  align,
  HEADER_LENGTH,
  type NetlinkMessage,
  padding,
  parseMessages,
  readS32,
  readU32,
  writeU16,
  writeU32,
} from "netlink/dist/structs.js";
import { NLM_F_ACK_TLVS, NLM_F_CAPPED, NLMSG_ERROR, NLMSGERR_ATTR_MSG } from "../kernel/netlink.ts";
import { decoded, readAttributes, readText } from "./attributes.ts";
import { type NetlinkError, refused } from "./errors.ts";

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
  const length = HEADER_LENGTH + request.body.length;
  // struct nlmsghdr; the last field, our port id, stays 0: the kernel knows it.
  const bytes = Buffer.alloc(align(length));
  writeU32.call(bytes, length, 0);
  writeU16.call(bytes, request.type, 4);
  writeU16.call(bytes, flags | (request.flags ?? 0), 6);
  writeU32.call(bytes, seq, 8);
  bytes.set(request.body, HEADER_LENGTH);
  return bytes;
}

/** @throws NetlinkError `malformed` */
export function decodeDatagram(datagram: Uint8Array): NetlinkMessage[] {
  const bytes = Buffer.from(datagram.buffer, datagram.byteOffset, datagram.byteLength);
  return decoded("messages", () => parseMessages(bytes));
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
