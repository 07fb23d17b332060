/** The Dialer port on Node's TCP and TLS sockets: no timers of its own, nothing thrown, every failure a symbolic code. */

import { connect, type Socket } from "node:net";
import type { ConnectionOptions } from "node:tls";
import type { Endpoint } from "../net/endpoint.ts";
import type { Connection, ConnectionHandlers, Dialer, DialOptions } from "../ports/dialer.ts";
import { reasonOf } from "./file-error.ts";

export const nodeDialer: Dialer = {
  dial: ({ to, tls }, handlers) =>
    tls
      ? attach(connectTls(to, tls), "secureConnect", handlers)
      : attach(connect({ host: to.address, port: to.port }), "connect", handlers),
};

/**
 * As the checker does it: any version, any cipher, nothing verified. The probe asks whether the server answers, and the
 * server's certificate is made out for the virtual server's name anyway.
 */
function connectTls(to: Endpoint, tls: NonNullable<DialOptions["tls"]>): Socket {
  // Loaded on demand: most calls need no TLS.
  const { connect } = process.getBuiltinModule("node:tls");
  const options: ConnectionOptions = {
    host: to.address,
    port: to.port,
    rejectUnauthorized: false,
    minVersion: "TLSv1",
    ciphers: "DEFAULT:@SECLEVEL=0",
    ...(tls.servername === undefined ? {} : { servername: tls.servername }),
  };
  return connect(options);
}

/** Hands the socket's events over until the owner destroys the connection or it fails. */
function attach(socket: Socket, ready: "connect" | "secureConnect", handlers: ConnectionHandlers): Connection {
  let open = true;
  socket.on(ready, () => {
    if (open) handlers.onConnected();
  });
  socket.on("data", (chunk: Uint8Array) => {
    if (open) handlers.onData(chunk);
  });
  socket.on("end", () => {
    if (open) handlers.onEnd();
  });
  // Stays for the socket's whole life: an error after destroy() must not become an uncaught exception.
  socket.on("error", (error: NodeJS.ErrnoException) => {
    if (!open) return;
    open = false;
    handlers.onFailed(error.code ?? "UNKNOWN", dialReason(error));
  });
  return {
    write: (bytes) => {
      if (open) socket.write(bytes);
    },
    destroy: () => {
      open = false;
      socket.destroy();
    },
  };
}

/** OpenSSL's messages are dumps of its error queue; the reason alone is for people. */
function dialReason(error: Error & { readonly reason?: unknown }): string {
  return typeof error.reason === "string" ? `TLS failed: ${error.reason}` : reasonOf(error);
}
