/** NetlinkSocket over the native addon: survives overruns, and never loses the end of a datagram unnoticed. */

import { EAGAIN, ENOBUFS } from "../kernel/errno.ts";
import {
  NETLINK_ADD_MEMBERSHIP,
  NETLINK_CAP_ACK,
  NETLINK_EXT_ACK,
  NETLINK_GET_STRICT_CHK,
  NETLINK_ROUTE,
  SOL_NETLINK,
} from "../kernel/netlink.ts";
import { AF_NETLINK, SO_RCVBUF, SO_RCVBUFFORCE, SOCK_RAW, SOL_SOCKET } from "../kernel/socket.ts";
import { native } from "../native/addon.ts";
import type { NetlinkSocket, NetlinkSocketOptions } from "../ports/netlink-socket.ts";
import { watchReadable } from "./readable.ts";
import { checked, int } from "./syscall.ts";

/** Room for a thousand links' worth of news while the process is busy; the kernel takes it only as it is filled. */
const receiveBuffer = 1_048_576;
/** The kernel makes the parts of a dump as large as the reader's buffer, up to 32 KiB. */
const datagramBuffer = 32_768;
/** struct sockaddr_nl: family (u16), pad (u16), port id (u32), groups (u32). */
const sockaddrLength = 12;

/** @throws SystemError */
export function openNetlinkSocket(options: NetlinkSocketOptions): NetlinkSocket {
  const fd = checked(native().socket(AF_NETLINK, SOCK_RAW, options.protocol), "open", "a netlink socket");
  try {
    configure(fd, options);
  } catch (error) {
    native().close(fd);
    throw error;
  }
  return socketOn(fd);
}

function configure(fd: number, options: NetlinkSocketOptions): void {
  const { setOption } = native();
  const size = int(options.receiveBuffer ?? receiveBuffer);
  if (setOption(fd, SOL_SOCKET, SO_RCVBUFFORCE, size) < 0)
    checked(setOption(fd, SOL_SOCKET, SO_RCVBUF, size), "size", "a netlink socket's receive buffer");
  // Kernels that lack these answer all the same, in fewer words (4.12, 4.3 and 4.20 brought them).
  setOption(fd, SOL_NETLINK, NETLINK_EXT_ACK, int(1));
  setOption(fd, SOL_NETLINK, NETLINK_CAP_ACK, int(1));
  if (options.protocol === NETLINK_ROUTE) setOption(fd, SOL_NETLINK, NETLINK_GET_STRICT_CHK, int(1));
  const address = new Uint8Array(sockaddrLength);
  new Uint16Array(address.buffer, 0, 1)[0] = AF_NETLINK;
  checked(native().bind(fd, address), "bind", "a netlink socket");
  for (const group of options.groups ?? [])
    checked(setOption(fd, SOL_NETLINK, NETLINK_ADD_MEMBERSHIP, int(group)), "join", `netlink group ${group}`);
}

function socketOn(fd: number): NetlinkSocket {
  let buffer = new Uint8Array(datagramBuffer);
  const from = new Uint32Array(sockaddrLength / 4);
  const fromBytes = new Uint8Array(from.buffer);
  let unwatch: (() => void) | undefined;
  let open = true;

  function take(length: number): Uint8Array | "overrun" {
    // No copy: tens of thousands of destinations are megabytes, and fresh memory is the dearest part of reading them.
    if (length <= buffer.length) return buffer.subarray(0, length);
    buffer = new Uint8Array(length);
    return "overrun";
  }

  return {
    send(datagram) {
      checked(native().send(fd, datagram), "send to", "the kernel's netlink");
    },
    receive(timeout) {
      for (;;) {
        const length = native().receive(fd, buffer, timeout, fromBytes);
        if (length === -EAGAIN) return undefined;
        if (length === -ENOBUFS) return "overrun";
        checked(length, "receive from", "the kernel's netlink");
        // Other processes may write to this socket where they have CAP_NET_ADMIN: only the kernel, port id 0, is heard.
        if (from[1] === 0) return take(length);
      }
    },
    onReadable(listener) {
      unwatch?.();
      unwatch = watchReadable(fd, listener);
    },
    close() {
      if (!open) return;
      open = false;
      unwatch?.();
      native().close(fd);
    },
  };
}
