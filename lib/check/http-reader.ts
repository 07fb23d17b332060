/**
 * Reads one HTTP/1.x answer from pieces of bytes as they arrive, keeping its head and the digest of its body only.
 * Knows no sockets and no time: whoever feeds it also sets the time limit.
 */

import { BodyDigest } from "./digest.ts";
import { type HttpHead, parseHead, quoted } from "./http-head.ts";

/** Same bound as keepalived's, blank line included. */
const headLimit = 4096;
/** Nothing of a body is kept, so this bounds only the work that an endless body can make. */
const bodyLimit = 2 ** 30;
/** How much of something that is not HTTP is awaited for the reason. */
const firstWordsLength = 64;

export interface HttpReply {
  readonly head: HttpHead;
  /** Status line, fields and blank line as received. */
  readonly headBytes: Uint8Array;
  readonly bodyLength: number;
  /** MD5 of the body; undefined where it was not asked for. */
  readonly digest: string | undefined;
}

export type Reading =
  | { readonly kind: "more" }
  | { readonly kind: "reply"; readonly reply: HttpReply }
  /** @property reason end of a sentence, such as `closed before any answer`. */
  | { readonly kind: "unusable"; readonly reason: string };

const more: Reading = { kind: "more" };

/**
 * The reply is complete when as many body bytes as Content-Length says have come, whether or not the server then closes
 * (keepalived waits for the close and fails the server after its timeout); without Content-Length, when it closes.
 * Bytes after the announced length are no part of the body.
 */
export class HttpReader {
  readonly #headBuffer = Buffer.alloc(headLimit);
  readonly #digest: BodyDigest | undefined;
  #headLength = 0;
  #head: HttpHead | undefined;
  #bodyLength = 0;
  #outcome: Reading = more;

  constructor(options: { readonly digest: boolean }) {
    this.#digest = options.digest ? new BodyDigest() : undefined;
  }

  /** Takes the next bytes; an outcome, once given, stays. */
  push(bytes: Uint8Array): Reading {
    if (this.#outcome.kind !== "more") return this.#outcome;
    return this.#settle(this.#head ? this.#pushBody(bytes) : this.#pushHead(bytes));
  }

  /** The server has closed its side. */
  end(): Reading {
    if (this.#outcome.kind !== "more") return this.#outcome;
    return this.#settle(this.#head ? this.#endBody(this.#head) : this.#endHead());
  }

  #settle(reading: Reading): Reading {
    this.#outcome = reading;
    return reading;
  }

  #pushHead(bytes: Uint8Array): Reading {
    const before = this.#headLength;
    const taken = Math.min(bytes.length, headLimit - before);
    this.#headBuffer.set(bytes.subarray(0, taken), before);
    this.#headLength += taken;
    const end = endOfHead(this.#headBuffer.subarray(0, this.#headLength), before);
    if (!this.#speaksHttp()) return unusable(`not an HTTP answer: ${quoted(this.#firstWords())}`);
    if (end === undefined)
      return this.#headLength < headLimit ? more : unusable(`header longer than ${headLimit} bytes`);
    this.#headLength = end;
    const head = parseHead(this.#headBuffer.toString("latin1", 0, end).replace(/\r?\n\r?\n$/, ""));
    if ("fault" in head) return unusable(head.fault);
    this.#head = head;
    if ((head.contentLength ?? 0) > bodyLimit) return tooLong;
    return this.#pushBody(bytes.subarray(end - before));
  }

  /** True as long as the bytes so far can be the beginning of an HTTP/1.x answer, or are too few to be quoted. */
  #speaksHttp(): boolean {
    const start = this.#headBuffer.toString("latin1", 0, Math.min(this.#headLength, firstWordsLength));
    if ("HTTP/1.".startsWith(start.slice(0, 7))) return true;
    return start.length < firstWordsLength && !start.includes("\n");
  }

  #firstWords(): string {
    const start = this.#headBuffer.toString("latin1", 0, Math.min(this.#headLength, firstWordsLength));
    return /^[^\r\n]*/.exec(start)?.[0] ?? "";
  }

  #pushBody(bytes: Uint8Array): Reading {
    const wanted = this.#head?.contentLength ?? Number.POSITIVE_INFINITY;
    const part = bytes.subarray(0, Math.min(bytes.length, wanted - this.#bodyLength));
    this.#bodyLength += part.length;
    if (this.#bodyLength > bodyLimit) return tooLong;
    this.#digest?.update(part);
    return this.#head && this.#bodyLength === wanted ? this.#complete(this.#head) : more;
  }

  #endHead(): Reading {
    if (this.#headLength === 0) return unusable("closed without an answer");
    const start = this.#headBuffer.toString("latin1", 0, Math.min(this.#headLength, 7));
    if (!"HTTP/1.".startsWith(start)) return unusable(`not an HTTP answer: ${quoted(this.#firstWords())}`);
    return unusable(`closed within the header, after ${this.#headLength} bytes`);
  }

  #endBody(head: HttpHead): Reading {
    if (head.contentLength === undefined) return this.#complete(head);
    return unusable(`closed after ${this.#bodyLength} of ${head.contentLength} bytes of the body`);
  }

  #complete(head: HttpHead): Reading {
    const headBytes = this.#headBuffer.subarray(0, this.#headLength);
    return {
      kind: "reply",
      reply: { head, headBytes, bodyLength: this.#bodyLength, digest: this.#digest?.hex() },
    };
  }
}

const tooLong = unusable("body longer than 1 GiB");

function unusable(reason: string): Reading {
  return { kind: "unusable", reason };
}

/**
 * @param from how many bytes were there before the last piece.
 * @returns the offset after the first blank line; a bare LF ends a line too (RFC 9112 section 2.2).
 */
function endOfHead(bytes: Buffer, from: number): number | undefined {
  for (let at = bytes.indexOf(0x0a, Math.max(0, from - 2)); at >= 0; at = bytes.indexOf(0x0a, at + 1)) {
    if (bytes[at + 1] === 0x0a) return at + 2;
    if (bytes[at + 1] === 0x0d && bytes[at + 2] === 0x0a) return at + 3;
  }
  return undefined;
}
