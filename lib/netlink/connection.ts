/**
 * Requests and their answers on one netlink socket: sequence numbers, acknowledgements, dumps, batches, lost answers.
 * Knows no family. The kernel answers while it takes the request, so everything here is synchronous.
 */

import {
  NLM_F_ACK,
  NLM_F_DUMP,
  NLM_F_DUMP_INTR,
  NLM_F_REQUEST,
  NLMSG_DONE,
  NLMSG_ERROR,
  NLMSG_NOOP,
} from "../kernel/netlink.ts";
import type { NetlinkSocket } from "../ports/netlink-socket.ts";
import { lost, type NetlinkError } from "./errors.ts";
import {
  decodeDatagram,
  encodedLength,
  encodeInto,
  encodeRequest,
  type NetlinkMessage,
  type NetlinkRequest,
  verdictOf,
} from "./message.ts";

/** What became of one request of a batch: undefined where the kernel did it. */
export type RequestOutcome = NetlinkError | undefined;

/** How long an answer may take, in milliseconds. The kernel has it ready when send returns, so this only ends hangs. */
const answerTimeout = 5_000;
/** A receive buffer of default size (212,992 bytes) holds 277 refusals; more in one datagram could lose some. */
const batchRequests = 256;
/** Well below the default send buffer, above which the kernel refuses the datagram (EMSGSIZE). */
const batchBytes = 65_536;
/** Dumps that keep being interrupted by changes are given up after so many. */
const dumpTries = 10;
/** Datagrams in a row that answer nothing we asked; more means that something else feeds this socket. */
const strangeDatagrams = 1_000;

/** The kernel does nothing about it, and acknowledges that. */
const nothing: NetlinkRequest = { type: NLMSG_NOOP, body: new Uint8Array() };

/** Answers to the requests `first`..`last`, as far as they came. */
interface Answers {
  readonly first: number;
  readonly last: number;
  readonly replies: NetlinkMessage[];
  readonly refusals: Map<number, NetlinkError>;
  /** Whether the end was heard: the acknowledgement or refusal of `last`, or the end of its dump. */
  complete: boolean;
  /** Whether a dump is no consistent picture. */
  interrupted: boolean;
  /** Why answers are missing. */
  lost: NetlinkError | undefined;
}

export class NetlinkConnection {
  readonly #socket: NetlinkSocket;
  #nextSeq = 1;
  #datagram = Buffer.alloc(0);

  constructor(socket: NetlinkSocket) {
    this.#socket = socket;
  }

  /** @returns the messages that came before the acknowledgement. @throws NetlinkError, SystemError */
  request(request: NetlinkRequest): NetlinkMessage[] {
    const seq = this.#takeSeqs(1);
    this.#socket.send(encodeRequest(request, NLM_F_REQUEST | NLM_F_ACK, seq));
    const answers = this.#collect(seq, seq);
    const failure = outcomeOf(answers, seq);
    if (failure) throw failure;
    return answers.replies;
  }

  /**
   * Carries out all requests, in order, in as few system calls as possible; a refused one does not stop the rest.
   * Only the last of a datagram asks for an acknowledgement; the others answer only when refused.
   * @returns one outcome per request. @throws SystemError
   */
  requestBatch(requests: readonly NetlinkRequest[]): RequestOutcome[] {
    const outcomes: RequestOutcome[] = [];
    while (outcomes.length < requests.length) outcomes.push(...this.#batch(requests, outcomes.length));
    return outcomes;
  }

  /**
   * Lists a table, again from the start where it changed meanwhile.
   * @throws NetlinkError; of kind `overrun` where no consistent answer came within ten tries.
   */
  dump(request: NetlinkRequest): NetlinkMessage[] {
    for (let tried = 0; tried < dumpTries; tried++) {
      const replies = this.#dumpOnce(request);
      if (replies) return replies;
    }
    throw lost("overrun", "the table kept changing while it was read");
  }

  close(): void {
    this.#socket.close();
  }

  /** @returns as many of the outcomes from `start` on as one datagram holds. */
  #batch(requests: readonly NetlinkRequest[], start: number): RequestOutcome[] {
    const asked = requests.slice(start, start + batchLength(requests, start));
    const sent = asked.at(-1)?.maybeSilent ? [...asked, nothing] : asked;
    const first = this.#takeSeqs(sent.length);
    const last = first + sent.length - 1;
    this.#socket.send(this.#encode(sent, first));
    const answers = this.#collect(first, last);
    return asked.map((_, i) => outcomeOf(answers, first + i));
  }

  /** @returns one datagram, whose memory the next one takes; the last request asks for an acknowledgement. */
  #encode(requests: readonly NetlinkRequest[], first: number): Uint8Array {
    const length = requests.reduce((sum, request) => sum + encodedLength(request), 0);
    if (length > this.#datagram.length) this.#datagram = Buffer.allocUnsafe(Math.max(length, batchBytes));
    let at = 0;
    for (const [i, request] of requests.entries()) {
      const ack = i === requests.length - 1 ? NLM_F_ACK : 0;
      at = encodeInto(this.#datagram, at, request, NLM_F_REQUEST | ack, first + i);
    }
    return this.#datagram.subarray(0, length);
  }

  /** @returns undefined where the result is not consistent. */
  #dumpOnce(request: NetlinkRequest): NetlinkMessage[] | undefined {
    const seq = this.#takeSeqs(1);
    this.#socket.send(encodeRequest(request, NLM_F_REQUEST | NLM_F_DUMP, seq));
    const answers = this.#collect(seq, seq);
    if (answers.lost?.kind === "overrun") return undefined;
    const failure = outcomeOf(answers, seq);
    if (failure) throw failure;
    return answers.interrupted ? undefined : answers.replies;
  }

  /** @returns the first of `count` sequence numbers in a row; 0 is the kernel's, for its own news. */
  #takeSeqs(count: number): number {
    if (this.#nextSeq + count > 0xffff_ffff) this.#nextSeq = 1;
    const first = this.#nextSeq;
    this.#nextSeq += count;
    return first;
  }

  /** Receives until the answer to `last` is complete, or nothing more is to be expected. */
  #collect(first: number, last: number): Answers {
    const answers: Answers = {
      first,
      last,
      replies: [],
      refusals: new Map(),
      complete: false,
      interrupted: false,
      lost: undefined,
    };
    for (let strange = 0; !answers.complete; strange++) {
      // After an overrun, what was not dropped is in the receive buffer already: nothing to wait for.
      const datagram = this.#socket.receive(answers.lost ? 0 : answerTimeout);
      if (datagram === "overrun")
        answers.lost = lost("overrun", "the kernel's answer was lost (receive buffer overrun)");
      else if (datagram === undefined) answers.lost ??= lost("timeout", "the kernel did not answer");
      else if (takeDatagram(answers, datagram)) strange = 0;
      if (datagram === undefined) break;
      if (strange === strangeDatagrams) throw lost("malformed", "the kernel answers what was not asked");
    }
    return answers;
  }
}

/** @returns how many requests from `start` on go into one datagram; at least one. */
function batchLength(requests: readonly NetlinkRequest[], start: number): number {
  let bytes = 0;
  let count = 0;
  for (const request of requests.slice(start, start + batchRequests)) {
    // 16 bytes of header, at most 3 of padding.
    bytes += 19 + request.body.length;
    if (count > 0 && bytes > batchBytes) break;
    count++;
  }
  return count;
}

/** Files a datagram's messages. @returns whether any of them was for these requests. */
function takeDatagram(answers: Answers, datagram: Uint8Array): boolean {
  const ours = decodeDatagram(datagram).filter(({ seq }) => seq >= answers.first && seq <= answers.last);
  for (const message of ours) takeMessage(answers, message);
  return ours.length > 0;
}

function takeMessage(answers: Answers, message: NetlinkMessage): void {
  if (message.type === NLMSG_NOOP) return;
  if (message.flags & NLM_F_DUMP_INTR) answers.interrupted = true;
  if (message.type !== NLMSG_ERROR && message.type !== NLMSG_DONE) {
    answers.replies.push(message);
    return;
  }
  const refusal = verdictOf(message);
  if (refusal) answers.refusals.set(message.seq, refusal);
  if (message.seq === answers.last) answers.complete = true;
}

/** Silence means success only where nothing was lost, and where the last request's own answer was heard. */
function outcomeOf(answers: Answers, seq: number): RequestOutcome {
  const refusal = answers.refusals.get(seq);
  if (refusal) return refusal;
  return answers.complete && seq === answers.last ? undefined : answers.lost;
}
