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
import { decodeDatagram, type NetlinkMessage, type NetlinkRequest, verdictOf, writeRequest } from "./message.ts";
import { MessageWriter } from "./message-writer.ts";

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
interface Answers<Reply> {
  readonly first: number;
  readonly last: number;
  readonly replies: Reply[];
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
  /** What is sent is written here, one datagram after the other. */
  readonly #writer = new MessageWriter();
  #nextSeq = 1;

  constructor(socket: NetlinkSocket) {
    this.#socket = socket;
  }

  /** @returns the messages that came before the acknowledgement. @throws NetlinkError, SystemError */
  request(request: NetlinkRequest): NetlinkMessage[] {
    const seq = this.#send(request, NLM_F_ACK);
    const answers = this.#collect(seq, seq, (message) => message.copy());
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
    while (outcomes.length < requests.length) this.#batch(requests, outcomes);
    return outcomes;
  }

  /**
   * Lists a table, again from the start where it changed meanwhile.
   * @param read makes an entry of a message, whose memory the next one takes; entries of a list that is read again are dropped.
   * @throws NetlinkError; of kind `overrun` where no consistent answer came within ten tries.
   */
  dump<Entry>(request: NetlinkRequest, read: (message: NetlinkMessage) => Entry): Entry[] {
    for (let tried = 0; tried < dumpTries; tried++) {
      const replies = this.#dumpOnce(request, read);
      if (replies) return replies;
    }
    throw lost("overrun", "the table kept changing while it was read");
  }

  close(): void {
    this.#socket.close();
  }

  /** Adds as many of the outcomes that are missing as one datagram holds. */
  #batch(requests: readonly NetlinkRequest[], outcomes: RequestOutcome[]): void {
    const first = this.#nextSeqs(batchRequests + 1);
    const start = outcomes.length;
    const { count, lastAt } = this.#write(requests, start, first);
    const silent = requests[start + count - 1]?.maybeSilent;
    if (silent) writeRequest(this.#writer, nothing, NLM_F_REQUEST | NLM_F_ACK, first + count);
    else this.#writer.addFlags(lastAt, NLM_F_ACK);
    const last = first + count - (silent ? 0 : 1);
    this.#nextSeq = last + 1;
    this.#socket.send(this.#writer.bytes);
    const answers = this.#collect(first, last, ignore);
    for (let seq = first; seq < first + count; seq++) outcomes.push(outcomeOf(answers, seq));
  }

  /**
   * Writes as many of the requests from `start` on as go into one datagram, at least one.
   * @returns how many, and where the last begins
   */
  #write(requests: readonly NetlinkRequest[], start: number, first: number): { count: number; lastAt: number } {
    const writer = this.#writer.cutTo(0);
    const most = Math.min(batchRequests, requests.length - start);
    let lastAt = 0;
    for (let count = 0; count < most; count++) {
      const at = writeRequest(writer, requests[start + count] ?? nothing, NLM_F_REQUEST, first + count);
      if (count > 0 && writer.length > batchBytes) {
        writer.cutTo(at);
        return { count, lastAt };
      }
      lastAt = at;
    }
    return { count: most, lastAt };
  }

  /** @returns undefined where the result is not consistent. */
  #dumpOnce<Entry>(request: NetlinkRequest, read: (message: NetlinkMessage) => Entry): Entry[] | undefined {
    const seq = this.#send(request, NLM_F_DUMP);
    const answers = this.#collect(seq, seq, read);
    if (answers.lost?.kind === "overrun") return undefined;
    const failure = outcomeOf(answers, seq);
    if (failure) throw failure;
    return answers.interrupted ? undefined : answers.replies;
  }

  /** Sends one request. @returns its sequence number */
  #send(request: NetlinkRequest, flags: number): number {
    const seq = this.#nextSeqs(1);
    this.#nextSeq = seq + 1;
    writeRequest(this.#writer.cutTo(0), request, NLM_F_REQUEST | flags, seq);
    this.#socket.send(this.#writer.bytes);
    return seq;
  }

  /** @returns the first of `count` sequence numbers in a row that are free; 0 is the kernel's, for its own news. */
  #nextSeqs(count: number): number {
    return this.#nextSeq + count > 0xffff_ffff ? 1 : this.#nextSeq;
  }

  /** Receives until the answer to `last` is complete, or nothing more is to be expected. */
  #collect<Reply>(first: number, last: number, read: (message: NetlinkMessage) => Reply): Answers<Reply> {
    const answers: Answers<Reply> = {
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
      else if (takeDatagram(answers, datagram, read)) strange = 0;
      if (datagram === undefined) break;
      if (strange === strangeDatagrams) throw lost("malformed", "the kernel answers what was not asked");
    }
    return answers;
  }
}

/** For requests that are answered by a verdict alone. */
function ignore(): void {}

/** Files a datagram's messages. @returns whether any of them was for these requests. */
function takeDatagram<Reply>(
  answers: Answers<Reply>,
  datagram: Uint8Array,
  read: (message: NetlinkMessage) => Reply,
): boolean {
  let ours = false;
  for (const message of decodeDatagram(datagram)) {
    if (message.seq < answers.first || message.seq > answers.last) continue;
    ours = true;
    takeMessage(answers, message, read);
  }
  return ours;
}

function takeMessage<Reply>(
  answers: Answers<Reply>,
  message: NetlinkMessage,
  read: (message: NetlinkMessage) => Reply,
): void {
  if (message.type === NLMSG_NOOP) return;
  if (message.flags & NLM_F_DUMP_INTR) answers.interrupted = true;
  if (message.type !== NLMSG_ERROR && message.type !== NLMSG_DONE) {
    answers.replies.push(read(message));
    return;
  }
  const refusal = verdictOf(message);
  if (refusal) answers.refusals.set(message.seq, refusal);
  if (message.seq === answers.last) answers.complete = true;
}

/** Silence means success only where nothing was lost, and where the last request's own answer was heard. */
function outcomeOf(answers: Answers<unknown>, seq: number): RequestOutcome {
  const refusal = answers.refusals.get(seq);
  if (refusal) return refusal;
  return answers.complete && seq === answers.last ? undefined : answers.lost;
}
