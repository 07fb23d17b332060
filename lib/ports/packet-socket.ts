/** Sending and hearing whole packets: VRRP over IPv4 with our own IP header, and Ethernet frames on one link. */

/** A raw IPv4 socket for protocol 112 on one link, member of one multicast group, deaf to itself. */
export interface VrrpSocket {
  /** @param packet IPv4 header and payload; source, TTL and TOS are the caller's. Failures go to `onError`. */
  send(packet: Uint8Array, destination: string): void;
  close(): void;
}

export interface VrrpSocketOptions {
  /** Name of the link the socket is bound to. */
  readonly link: string;
  /** Multicast group joined on that link. */
  readonly group: string;
  /** @param packet from the first byte of the IPv4 header. */
  readonly onPacket: (packet: Uint8Array) => void;
  readonly onError: (error: Error) => void;
}

export type OpenVrrpSocket = (options: VrrpSocketOptions) => VrrpSocket;

/** Sends Ethernet frames (ARP announcements) out of a link. */
export interface FrameSender {
  /** Sends all frames, in order, at once. @throws SystemError */
  send(linkIndex: number, frames: readonly Uint8Array[]): void;
  close(): void;
}
