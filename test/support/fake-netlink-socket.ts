/**
 * A kernel's end of a netlink socket in memory: answers each message of a datagram in order, acknowledges what asked for it, and
 * can be told to lose answers or to be slow. What a message means is the test's.
 */

import { formatMessage, padding, putS32, putString } from "netlink/dist/structs.js";
import { NLM_F_ACK, NLM_F_ACK_TLVS, NLM_F_CAPPED, NLMSG_ERROR, NLMSGERR_ATTR_MSG } from "../../lib/kernel/netlink.ts";
import { attribute } from "../../lib/netlink/attributes.ts";
import { decodeDatagram, type NetlinkMessage } from "../../lib/netlink/message.ts";
import type { NetlinkSocket } from "../../lib/ports/netlink-socket.ts";

/** What one request meets. */
export interface FakeAnswer {
  /** Whole messages, before any acknowledgement. */
  readonly replies?: readonly Uint8Array[];
  /** Positive errno: refused. */
  readonly errno?: number;
  /** Extended acknowledgement. */
  readonly text?: string;
  /** Carried out without an acknowledgement. */
  readonly silent?: true;
}

export class FakeNetlinkSocket implements NetlinkSocket {
  /** Datagrams as sent. */
  readonly sent: Uint8Array[] = [];
  /** What waits to be received; tests may add to it and take from it. */
  readonly queue: (Uint8Array | "overrun")[] = [];
  /** Timeouts that `receive` was called with while nothing was waiting. */
  readonly waits: number[] = [];
  closed = false;
  readonly #answer: (message: NetlinkMessage) => FakeAnswer;
  #listener: (() => void) | undefined;

  constructor(answer: (message: NetlinkMessage) => FakeAnswer = () => ({})) {
    this.#answer = answer;
  }

  send(datagram: Uint8Array): void {
    this.sent.push(Uint8Array.from(datagram));
    for (const message of decodeDatagram(datagram)) this.#handle(message);
  }

  receive(timeout: number): Uint8Array | "overrun" | undefined {
    if (this.queue.length === 0) this.waits.push(timeout);
    return this.queue.shift();
  }

  onReadable(listener: () => void): void {
    this.#listener = listener;
  }

  close(): void {
    this.closed = true;
    this.#listener = undefined;
  }

  /** News from the kernel: queued, and told to the listener. */
  tell(...news: (Uint8Array | "overrun")[]): void {
    this.queue.push(...news);
    this.#listener?.();
  }

  #handle(message: NetlinkMessage): void {
    const { replies = [], errno = 0, text, silent } = this.#answer(message);
    this.queue.push(...replies);
    if (silent) return;
    if (errno !== 0 || message.flags & NLM_F_ACK) this.queue.push(verdict(message, errno, text));
  }
}

/** A message of the kernel to whoever sent `to`. */
export function reply(to: Pick<NetlinkMessage, "seq">, type: number, data: Uint8Array, flags = 0): Uint8Array {
  const message = formatMessage({ type, flags, seq: to.seq, port: 0, data });
  return Buffer.concat([...message, Buffer.alloc(padding(data.length))]);
}

/** NLMSG_ERROR as with NETLINK_CAP_ACK and NETLINK_EXT_ACK: errno, the request's header, attributes. */
export function verdict(to: NetlinkMessage, errno: number, text?: string): Uint8Array {
  const [header = new Uint8Array()] = formatMessage({ ...to, data: to.data });
  const attributes = text === undefined ? [] : [attribute(NLMSGERR_ATTR_MSG, putString(text))];
  const flags = NLM_F_CAPPED | (text === undefined ? 0 : NLM_F_ACK_TLVS);
  return reply(to, NLMSG_ERROR, Buffer.concat([putS32(-errno), header, ...attributes]), flags);
}
