/** Outgoing TCP connections for probes and genhash. Deadlines are the caller's: it destroys the connection. */

import type { Endpoint } from "../net/endpoint.ts";

export interface DialOptions {
  readonly to: Endpoint;
  readonly tls?: { readonly servername?: string };
}

export interface Connection {
  write(bytes: Uint8Array): void;
  /** Closes at once, without waiting; safe to call twice. No handler is called afterwards. */
  destroy(): void;
}

export interface ConnectionHandlers {
  onConnected(): void;
  onData(chunk: Uint8Array): void;
  /** The peer closed its side. */
  onEnd(): void;
  /** @param code symbolic errno, such as `ECONNREFUSED`. Last call. */
  onFailed(code: string, reason: string): void;
}

export interface Dialer {
  /** Starts connecting; no handler is called before this returns. */
  dial(options: DialOptions, handlers: ConnectionHandlers): Connection;
}
