/** One page over one connection, with time limits, into the checker's own reader. Knows no options and no output. */

import { HttpReader, type Reading } from "../check/http-reader.ts";
import { connectionFailure } from "../check/verdict.ts";
import type { Endpoint } from "../net/endpoint.ts";
import type { Clock, Millis } from "../ports/clock.ts";
import type { ConnectionHandlers, Dialer } from "../ports/dialer.ts";

/** The checker's default connect_timeout: until connected, and between two pieces of the answer. */
const patience: Millis = 5_000;
/** Until the whole answer; keeps a server that trickles for ever from holding a script for ever. */
const wholeLimit: Millis = 300_000;

export interface Fetched {
  readonly outcome:
    | Exclude<Reading, { kind: "more" }>
    | { readonly kind: "failed"; readonly code: string; readonly reason: string };
  readonly times: FetchTimes;
}

/** Milliseconds since the start; undefined: did not come to that. */
export interface FetchTimes {
  readonly connected: Millis | undefined;
  readonly firstByte: Millis | undefined;
  readonly complete: Millis;
}

export interface FetchPorts {
  readonly dialer: Dialer;
  readonly clock: Clock;
}

export interface FetchRequest {
  readonly server: Endpoint;
  readonly request: Uint8Array;
  readonly tls: boolean;
}

/** Never rejects: every way to fail is an outcome. */
export function fetchPage(ports: FetchPorts, page: FetchRequest): Promise<Fetched> {
  return new Promise((resolve) => startFetch(ports, page, resolve));
}

function startFetch({ dialer, clock }: FetchPorts, page: FetchRequest, resolve: (fetched: Fetched) => void): void {
  const start = clock.now();
  const reader = new HttpReader({ digest: true });
  let connected: Millis | undefined;
  let firstByte: Millis | undefined;
  let lastNews = start;

  const finish = (outcome: Fetched["outcome"]) => {
    timer.cancel();
    connection.destroy();
    const since = (time: Millis | undefined) => (time === undefined ? undefined : time - start);
    resolve({
      outcome,
      times: { connected: since(connected), firstByte: since(firstByte), complete: clock.now() - start },
    });
  };
  const take = (reading: Reading) => {
    if (reading.kind !== "more") finish(reading);
  };
  const deadline = () => Math.min(lastNews + patience, (connected ?? start) + wholeLimit);
  const onTimer = () => {
    if (clock.now() < deadline()) timer = clock.at(deadline(), onTimer);
    else
      finish({ kind: "failed", code: "ETIMEDOUT", reason: lateness(connected !== undefined, clock.now() - lastNews) });
  };
  const handlers: ConnectionHandlers = {
    onConnected: () => {
      lastNews = connected = clock.now();
      connection.write(page.request);
    },
    onData: (chunk) => {
      lastNews = clock.now();
      firstByte ??= lastNews;
      take(reader.push(chunk));
    },
    onEnd: () => take(reader.end()),
    onFailed: (code, reason) => finish({ kind: "failed", code, reason: connectionFailure(code, reason).reason }),
  };
  let timer = clock.at(deadline(), onTimer);
  const connection = dialer.dial({ to: page.server, ...(page.tls ? { tls: {} } : {}) }, handlers);
}

function lateness(connected: boolean, silence: Millis): string {
  if (!connected) return `no connection within ${patience / 1000} s`;
  if (silence >= patience) return `no byte of the answer for ${patience / 1000} s`;
  return `no complete answer within ${wholeLimit / 1000} s`;
}
