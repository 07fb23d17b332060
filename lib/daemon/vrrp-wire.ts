/**
 * VRRP packets in and out, one socket per link and multicast group for all instances there: keeps the sockets that are
 * needed open, and hands each packet to whom it concerns. Decides nothing about it.
 */

import type { Log } from "../ports/log.ts";
import type { OpenVrrpSocket, VrrpSocket } from "../ports/packet-socket.ts";
import type { VrrpInstance } from "../vrrp/instance.ts";
import { decodeIpv4, type Ipv4Packet } from "../wire/ipv4.ts";
import {
  type AdvertisementFault,
  decodeAdvertisement,
  type ReceivedAdvertisement,
  vrrpProtocol,
} from "../wire/vrrp.ts";
import type { HostView } from "./host-view.ts";

/** A packet for one virtual router on one link. */
export interface ReceivedPacket {
  readonly link: string;
  readonly virtualRouterId: number;
  readonly packet: Ipv4Packet;
  readonly message: ReceivedAdvertisement | AdvertisementFault;
}

export interface VrrpWireOptions {
  readonly open: OpenVrrpSocket;
  readonly view: HostView;
  readonly log: Log;
  readonly onPacket: (received: ReceivedPacket) => void;
}

interface OpenSocket {
  readonly socket: VrrpSocket;
  /** A link that was deleted and made again has another ifindex, and needs another socket. */
  readonly linkIndex: number;
  /** The last failure told; the same one is not told again until a packet got out. */
  trouble: string | undefined;
}

export class VrrpWire {
  readonly #options: VrrpWireOptions;
  readonly #sockets = new Map<string, OpenSocket>();

  constructor(options: VrrpWireOptions) {
    this.#options = options;
  }

  /**
   * Opens what `instances` need and their links allow, closes the rest.
   * @returns the first failure to open a socket on a link that is there. The instance is deaf until a later call succeeds.
   */
  serve(instances: readonly VrrpInstance[]): Error | undefined {
    const needed = new Map(instances.map((instance) => [keyOf(instance), instance]));
    for (const [key, open] of this.#sockets) {
      const instance = needed.get(key);
      if (instance !== undefined && this.#options.view.link(instance.interface)?.index === open.linkIndex) continue;
      open.socket.close();
      this.#sockets.delete(key);
    }
    let first: Error | undefined;
    for (const [key, instance] of needed) if (!this.#sockets.has(key)) first ??= this.#open(key, instance);
    return first;
  }

  /** Whether the instance can hear and be heard. */
  serves(instance: VrrpInstance): boolean {
    return this.#sockets.has(keyOf(instance));
  }

  /**
   * Sends at once; a failure is told in the log, since nothing else can be done about it.
   * @param mayFail the packet is a last word, perhaps on a link that has just gone down: nobody misses it.
   */
  send(instance: VrrpInstance, packet: Uint8Array, mayFail: boolean): void {
    const open = this.#sockets.get(keyOf(instance));
    if (open === undefined) return;
    const before = open.trouble;
    open.trouble = undefined;
    open.socket.send(packet, instance.multicastGroup);
    // onError has run by now where sending failed, and has put the trouble back.
    if (open.trouble !== undefined && open.trouble !== before && !mayFail)
      this.#options.log.write("error", open.trouble);
  }

  close(): void {
    for (const { socket } of this.#sockets.values()) socket.close();
    this.#sockets.clear();
  }

  #open(key: string, instance: VrrpInstance): Error | undefined {
    const link = this.#options.view.link(instance.interface);
    if (link === undefined) return undefined;
    let open: OpenSocket | undefined;
    try {
      const socket = this.#options.open({
        link: link.name,
        group: instance.multicastGroup,
        onPacket: (packet) => this.#receive(link.name, packet),
        onError: (error) => {
          if (open !== undefined) open.trouble = error.message;
        },
      });
      open = { socket, linkIndex: link.index, trouble: undefined };
      this.#sockets.set(key, open);
      return undefined;
    } catch (error) {
      return error instanceof Error ? error : new Error(String(error));
    }
  }

  #receive(link: string, bytes: Uint8Array): void {
    const packet = decodeIpv4(bytes);
    if (typeof packet === "string" || packet.protocol !== vrrpProtocol) return;
    const message = decodeAdvertisement(packet.payload);
    const { virtualRouterId } = message;
    if (virtualRouterId !== undefined) this.#options.onPacket({ link, virtualRouterId, packet, message });
  }
}

function keyOf(instance: VrrpInstance): string {
  return `${instance.interface} ${instance.multicastGroup}`;
}
