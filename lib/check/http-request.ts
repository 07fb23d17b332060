/** The bytes of a probe's request, the same for checks and for genhash, so that a server gives both the same page. */

import { type Endpoint, formatEndpoint } from "../net/endpoint.ts";

export interface HttpRequest {
  /** Sent as it is; see {@link isRequestTarget}. */
  readonly path: string;
  /** Host header's value; see {@link hostHeader}. */
  readonly host: string;
}

/** Value of the Host header: the virtual host where there is one, else the target as `address:port`. */
export function hostHeader(target: Endpoint, virtualHost: string | undefined): string {
  return virtualHost ?? formatEndpoint(target);
}

/** @returns whether `text` leaves the lines of a request whole: nothing in it is a line end or another control character. */
export function fitsInRequest(text: string): boolean {
  return !/\p{Cc}/u.test(text);
}

/** @returns whether `path` can stand in a request line: begins with `/`, no blanks, no control characters. */
export function isRequestTarget(path: string): boolean {
  return /^\/[^\s\p{Cc}]*$/u.test(path);
}

/** @returns whether `host` can stand in a Host header: not empty, no blanks, no control characters. */
export function isHostHeader(host: string): boolean {
  return /^[^\s\p{Cc}]+$/u.test(host);
}

/**
 * HTTP/1.0, so that the server neither chunks the body nor keeps the connection; the agent's name is the one that
 * keepalived sends and that access logs are filtered by.
 */
export function requestBytes({ path, host }: HttpRequest): Uint8Array {
  if (!fitsInRequest(path + host)) throw new RangeError("a path or host with control characters was let in");
  return Buffer.from(`GET ${path} HTTP/1.0\r\nUser-Agent: KeepAliveClient\r\nHost: ${host}\r\n\r\n`, "utf8");
}
