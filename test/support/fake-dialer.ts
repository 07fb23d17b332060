/** A network of servers that behave as they are told to, in the time of a clock moved by hand. */

import { type Endpoint, formatEndpoint } from "../../lib/net/endpoint.ts";
import type { Connection, ConnectionHandlers, Dialer, DialOptions } from "../../lib/ports/dialer.ts";
import type { FakeClock } from "./fake-clock.ts";

/** How a server treats a connection; times in milliseconds. */
export type Behaviour =
  | { readonly kind: "refuse" }
  /** Never answers the SYN. */
  | { readonly kind: "vanish" }
  | { readonly kind: "fail"; readonly code: string }
  /** Accepts and says nothing. */
  | { readonly kind: "accept" }
  /** Answers a request with these pieces, one per `pace` (1 unless told otherwise), then closes unless told otherwise. */
  | { readonly kind: "answer"; readonly pieces: readonly string[]; readonly open?: boolean; readonly pace?: number };

export const refuse: Behaviour = { kind: "refuse" };
export const accept: Behaviour = { kind: "accept" };

export function page(body: string, status = 200): Behaviour {
  return { kind: "answer", pieces: [`HTTP/1.1 ${status} X\r\nContent-Length: ${body.length}\r\n\r\n`, body] };
}

export class FakeDialer implements Dialer {
  readonly #clock: FakeClock;
  readonly #behaviours = new Map<string, Behaviour>();
  /** `1000 172.16.12.111:80` for every connection begun, with its time. */
  readonly dialled: string[] = [];
  /** Requests received, as text. */
  readonly requests: string[] = [];
  open = 0;
  mostOpen = 0;

  constructor(clock: FakeClock) {
    this.#clock = clock;
  }

  /** From now on; connections that are open behave as before. A server that nobody spoke of refuses. */
  set(server: Endpoint, behaviour: Behaviour): void {
    this.#behaviours.set(formatEndpoint(server), behaviour);
  }

  dial({ to }: DialOptions, handlers: ConnectionHandlers): Connection {
    const behaviour = this.#behaviours.get(formatEndpoint(to)) ?? refuse;
    this.dialled.push(`${this.#clock.now()} ${formatEndpoint(to)}`);
    this.mostOpen = Math.max(this.mostOpen, ++this.open);
    let open = true;
    const later = (delay: number, deliver: () => void) =>
      this.#clock.at(this.#clock.now() + delay, () => {
        if (open) deliver();
      });
    const fail = (code: string) => later(1, () => handlers.onFailed(code, code));
    if (behaviour.kind === "refuse") fail("ECONNREFUSED");
    if (behaviour.kind === "fail") fail(behaviour.code);
    if (behaviour.kind === "accept" || behaviour.kind === "answer") later(1, () => handlers.onConnected());
    return {
      write: (bytes) => {
        this.requests.push(Buffer.from(bytes).toString());
        if (behaviour.kind !== "answer") return;
        const { pieces, pace = 1 } = behaviour;
        for (const [at, piece] of pieces.entries())
          later((at + 1) * pace, () => handlers.onData(Buffer.from(piece, "latin1")));
        if (!behaviour.open) later((pieces.length + 1) * pace, () => handlers.onEnd());
      },
      destroy: () => {
        if (open) this.open--;
        open = false;
      },
    };
  }
}
