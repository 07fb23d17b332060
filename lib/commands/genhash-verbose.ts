/** What genhash -v shows of a fetch, laid out for people. Foreign text is shown without its control characters. */

import type { HttpReply } from "../check/http-reader.ts";
import { type Endpoint, formatEndpoint } from "../net/endpoint.ts";
import type { FetchTimes } from "./genhash-fetch.ts";

export interface ShownPage {
  readonly server: Endpoint;
  readonly request: Uint8Array;
  readonly tls: boolean;
}

export function renderFetch(page: ShownPage, reply: HttpReply, times: FetchTimes): string {
  const { headBytes, head, bodyLength } = reply;
  const announced = head.contentLength === undefined ? "until the server closed" : "as Content-Length says";
  return [
    section(`Request to ${formatEndpoint(page.server)}${page.tls ? " over TLS" : ""}`, textLines(page.request)),
    section(`Header, ${headBytes.length} bytes`, textLines(headBytes)),
    section("Header in hexadecimal", hexLines(headBytes)),
    section("Body", [`${bodyLength} bytes, ${announced}`]),
    section("Time", [
      `connected   ${duration(times.connected)}`,
      `first byte  ${duration(times.firstByte)}`,
      `complete    ${duration(times.complete)}`,
    ]),
    "",
  ].join("\n");
}

function section(title: string, lines: readonly string[]): string {
  return `${title}\n${lines.map((line) => `    ${line}\n`).join("")}`;
}

function textLines(bytes: Uint8Array): string[] {
  const text = Buffer.from(bytes).toString("latin1").trimEnd();
  return text.split(/\r?\n/).map((line) => line.replace(/\p{Cc}/gu, "."));
}

/** Decimal offset, 8 + 8 bytes, text: as genhash has always shown it. */
function hexLines(bytes: Uint8Array): string[] {
  return Array.from({ length: Math.ceil(bytes.length / 16) }, (_, row) => {
    const part = Buffer.from(bytes.subarray(16 * row, 16 * row + 16));
    const digits = (from: number) =>
      [...part.subarray(from, from + 8)].map((byte) => byte.toString(16).padStart(2, "0"));
    const hex = `${digits(0).join(" ").padEnd(23)}  ${digits(8).join(" ").padEnd(23)}`;
    return `${String(16 * row).padStart(4, "0")}  ${hex}  ${part.toString("latin1").replace(/[^\x20-\x7e]/g, ".")}`;
  });
}

function duration(milliseconds: number | undefined): string {
  return milliseconds === undefined ? "-" : `${milliseconds.toFixed(1).padStart(8)} ms`;
}
