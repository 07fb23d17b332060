/** One AF_NETLINK socket as bytes in and out; the meaning of the bytes is lib/netlink's. */

export interface NetlinkSocket {
  /** Sends one datagram holding any number of messages. @throws SystemError */
  send(datagram: Uint8Array): void;
  /**
   * Takes the next datagram, waiting for at most `timeout` milliseconds.
   * @returns undefined at the timeout; "overrun" where the kernel dropped messages (ENOBUFS).
   */
  receive(timeout: number): Uint8Array | "overrun" | undefined;
  /** Calls `listener` from the event loop whenever something can be received; keeps the process alive. */
  onReadable(listener: () => void): void;
  close(): void;
}

export interface NetlinkSocketOptions {
  /** NETLINK_ROUTE 0, NETLINK_GENERIC 16. */
  readonly protocol: number;
  /** Multicast groups to join, by number (RTNLGRP_*). */
  readonly groups?: readonly number[];
}

export type OpenNetlinkSocket = (options: NetlinkSocketOptions) => NetlinkSocket;
