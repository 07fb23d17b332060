/** What an answer, or the lack of one, means for a real server, in words for the log. */

import type { HttpReply, Reading } from "./http-reader.ts";
import type { Check, HttpUrl } from "./model.ts";

/** @property reason end of a sentence: `status 200`, `connection refused`. */
export interface Verdict {
  readonly passed: boolean;
  readonly reason: string;
}

/** Which probe is spoken of: `HTTP_GET /index.html`, `TCP_CHECK`. */
export function describeProbe(check: Check, url: number): string {
  switch (check.type) {
    case "TCP_CHECK":
      return check.type;
    case "HTTP_GET":
      return `${check.type} ${check.urls[url]?.path ?? ""}`;
  }
}

/** @param reading a finished one. */
export function judgeReading(url: HttpUrl, reading: Exclude<Reading, { kind: "more" }>): Verdict {
  switch (reading.kind) {
    case "unusable":
      return { passed: false, reason: reading.reason };
    case "reply":
      return judgeReply(url, reading.reply);
  }
}

function judgeReply(url: HttpUrl, { head, digest }: HttpReply): Verdict {
  const allowed = url.statusCodes.some((range) => range.from <= head.status && head.status <= range.to);
  if (!allowed) return { passed: false, reason: `status ${head.status} instead of ${describeStatusCodes(url)}` };
  if (url.digest === undefined) return { passed: true, reason: `status ${head.status}` };
  if (url.digest !== digest) return { passed: false, reason: `digest ${digest} instead of ${url.digest}` };
  return { passed: true, reason: `status ${head.status}, digest as wanted` };
}

function describeStatusCodes({ statusCodes }: HttpUrl): string {
  return statusCodes.map(({ from, to }) => (from === to ? `${from}` : `${from}-${to}`)).join(" ");
}

/** @param timeout milliseconds. */
export function noConnection(timeout: number): Verdict {
  return { passed: false, reason: `no connection within ${seconds(timeout)}` };
}

/** @param timeout milliseconds. */
export function noAnswer(timeout: number): Verdict {
  return { passed: false, reason: `no complete answer within ${seconds(timeout)}` };
}

function seconds(milliseconds: number): string {
  return `${milliseconds / 1000} s`;
}

const failures: Readonly<Record<string, string>> = {
  ECONNREFUSED: "connection refused",
  ECONNRESET: "connection reset by the server",
  EHOSTUNREACH: "no route to the host",
  ENETUNREACH: "network unreachable",
  EPIPE: "connection closed by the server while the request was sent",
  ETIMEDOUT: "connection timed out",
};

/** @param code symbolic errno; @param reason the system's words, for codes that have none of ours. */
export function connectionFailure(code: string, reason: string): Verdict {
  return { passed: false, reason: failures[code] ?? reason };
}

/** Shortages of this host, which say nothing about the server: descriptors, memory, local ports. */
const ownFaults = new Set(["EMFILE", "ENFILE", "ENOBUFS", "ENOMEM", "EADDRNOTAVAIL", "EAGAIN"]);

export function isOwnFault(code: string): boolean {
  return ownFaults.has(code);
}
