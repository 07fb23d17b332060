/** One Ethernet segment in memory that connects several hosts; it takes its time, and loses packets if told. */

import type { Clock, Millis } from "../../lib/ports/clock.ts";
import type { FrameSender, OpenVrrpSocket, VrrpSocketOptions } from "../../lib/ports/packet-socket.ts";

export interface OnTheWire {
  readonly at: Millis;
  readonly from: string;
  readonly what: "packet" | "frame";
  readonly bytes: Uint8Array;
}

export class FakeWire {
  readonly #clock: Clock;
  readonly #hosts = new Map<string, Set<VrrpSocketOptions>>();
  /** Everything that was sent, whether it arrived or not. */
  readonly sent: OnTheWire[] = [];
  /** Milliseconds from sending to arrival. */
  delay: Millis = 0.1;
  /** Whether a packet gets lost between two hosts. */
  loses: (from: string, to: string) => boolean = () => false;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Connects a host with its one link. */
  connect(host: string): { openSocket: OpenVrrpSocket; frames: FrameSender } {
    const sockets = new Set<VrrpSocketOptions>();
    this.#hosts.set(host, sockets);
    return {
      openSocket: (options) => {
        sockets.add(options);
        return {
          send: (packet, destination) => this.#carry(host, packet, destination),
          close: () => {
            sockets.delete(options);
          },
        };
      },
      frames: {
        send: (_link, frames) => {
          for (const bytes of frames) this.#record(host, "frame", bytes);
        },
        close: () => {},
      },
    };
  }

  /** A packet from nowhere: what a stranger sends. */
  inject(packet: Uint8Array, group: string): void {
    this.#carry("stranger", packet, group);
  }

  /** As if the host lost power: nothing of it is sent or heard any more. */
  unplug(host: string): void {
    this.#hosts.delete(host);
  }

  #carry(from: string, packet: Uint8Array, destination: string): void {
    if (from !== "stranger" && !this.#hosts.has(from)) return;
    this.#record(from, "packet", packet);
    for (const [host, sockets] of this.#hosts) {
      if (host === from || this.loses(from, host)) continue;
      this.#clock.at(this.#clock.now() + this.delay, () => {
        for (const socket of sockets) if (socket.group === destination) socket.onPacket(Uint8Array.from(packet));
      });
    }
  }

  #record(from: string, what: OnTheWire["what"], bytes: Uint8Array): void {
    if (this.#hosts.has(from)) this.sent.push({ at: this.#clock.now(), from, what, bytes });
  }
}
