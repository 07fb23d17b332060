/** Servers on loopback that answer a probe in every good and bad way, each on a free port, gone at the end of the test. */

import { readFileSync } from "node:fs";
import { createServer as createHttp, type RequestListener } from "node:http";
import { createServer as createHttps } from "node:https";
import { type AddressInfo, createServer as createTcp, type Server, type Socket } from "node:net";

interface Teardown {
  teardown(handler: () => Promise<void>): void;
}

const tls = () => ({
  key: readFileSync("test/fixtures/tls/key.pem"),
  cert: readFileSync("test/fixtures/tls/certificate.pem"),
});

/** @returns the port of an ordinary HTTP server. */
export function httpServer(t: Teardown, answer: RequestListener): Promise<number> {
  return listening(t, createHttp(answer));
}

export function httpsServer(t: Teardown, answer: RequestListener): Promise<number> {
  return listening(t, createHttps(tls(), answer));
}

/** @returns the port of a server that does with each connection what it likes. */
export function tcpServer(t: Teardown, serve: (socket: Socket) => void, host = "127.0.0.1"): Promise<number> {
  const server = createTcp((socket) => {
    socket.on("error", () => {});
    serve(socket);
  });
  return listening(t, server, host);
}

/** @returns a port of loopback on which nobody listens. */
export async function refusingPort(t: Teardown): Promise<number> {
  const server = createTcp();
  const port = await listening(t, server);
  await new Promise((resolve) => server.close(resolve));
  return port;
}

function listening(t: Teardown, server: Server, host = "127.0.0.1"): Promise<number> {
  const sockets = new Set<Socket>();
  server.on("connection", (socket: Socket) => sockets.add(socket));
  t.teardown(
    () =>
      new Promise((resolve) => {
        for (const socket of sockets) socket.destroy();
        server.close(() => resolve());
      }),
  );
  return new Promise((resolve) => server.listen(0, host, () => resolve((server.address() as AddressInfo).port)));
}
