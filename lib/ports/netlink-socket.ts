/** One AF_NETLINK socket as bytes in and out; the meaning of the bytes is lib/netlink's. */

export interface NetlinkSocket {
  /** Sends one datagram holding any number of messages; its memory is the caller's again then. @throws SystemError */
  send(datagram: Uint8Array): void;
  /**
   * Takes the next datagram, waiting for at most `timeout` milliseconds; 0 does not wait.
   * @returns bytes that are the caller's until the next call; undefined at the timeout; "overrun" where messages were lost: the kernel
   * dropped some (ENOBUFS), or one was larger than the buffer. What comes next is whole again.
   * @throws SystemError
   */
  receive(timeout: number): Uint8Array | "overrun" | undefined;
  /**
   * Calls `listener` from the event loop while something can be received; a call for nothing is possible. Keeps the
   * process alive until the socket is closed.
   */
  onReadable(listener: () => void): void;
  /** Safe to call twice. */
  close(): void;
}

export interface NetlinkSocketOptions {
  /** NETLINK_ROUTE 0, NETLINK_GENERIC 16. */
  readonly protocol: number;
  /** Multicast groups to join, by number (RTNLGRP_*). */
  readonly groups?: readonly number[];
  /** Bytes the kernel may queue; the default suits daemons. */
  readonly receiveBuffer?: number;
}

export type OpenNetlinkSocket = (options: NetlinkSocketOptions) => NetlinkSocket;
