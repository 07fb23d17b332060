/**
 * The VrrpSocket port over the raw-socket package: IPv4, protocol 112, headers included both ways.
 *
 * That package opens its sockets without close-on-exec: whoever starts a child calls markAllCloseOnExec (descriptors.ts)
 * before. A socket is bound to its link by ifindex: a link that was deleted and made again needs a new socket.
 */

import { createRequire } from "node:module";
import type { createSocket, RawSocket } from "raw-socket";
import { SystemError } from "../diag/errors.ts";
import { EAGAIN, errnoName, errnoOfText } from "../kernel/errno.ts";
import {
  IP_ADD_MEMBERSHIP,
  IP_DROP_MEMBERSHIP,
  IP_HDRINCL,
  IP_MREQN_LENGTH,
  IP_MULTICAST_ALL,
  IP_MULTICAST_IF,
  IP_MULTICAST_LOOP,
  IPPROTO_IP,
  IPPROTO_VRRP,
} from "../kernel/in.ts";
import { SO_BINDTODEVICE, SOL_SOCKET } from "../kernel/socket.ts";
import { native } from "../native/addon.ts";
import { address, addressBytes } from "../net/address.ts";
import type { VrrpSocket, VrrpSocketOptions } from "../ports/packet-socket.ts";
import { checked } from "./syscall.ts";

/** More than the largest advertisement (255 addresses and the header: 1,056 bytes); the end of longer packets is cut off. */
const packetBuffer = 4_096;
/** Bound on taking the packets of other links that came before the socket was bound. */
const mostStrays = 1_000;

/** raw-socket closes a socket that nobody refers to; these are in use. */
const inUse = new Set<RawSocket>();

/** @throws SystemError */
export function openVrrpSocket(options: VrrpSocketOptions): VrrpSocket {
  const { link, onError } = options;
  const index = checked(native().interfaceIndex(link), "open a VRRP socket on", link);
  const membership = multicastRequest(options.group, index);
  const socket = openBound(link, membership);
  listen(socket, options);
  inUse.add(socket);
  return {
    send(packet, destination) {
      // raw-socket answers a packet after close with a new socket, bound to nothing.
      if (!inUse.has(socket)) return;
      try {
        socket.wrap.send(packet, 0, packet.length, destination, () => {});
      } catch (error) {
        onError(systemError("send an advertisement on", link, error));
      }
    },
    close() {
      if (!inUse.delete(socket)) return;
      socket.removeAllListeners();
      leave(socket, membership);
      socket.close();
    },
  };
}

/** @throws SystemError */
function openBound(link: string, membership: Uint8Array): RawSocket {
  const create = loadPackage();
  let socket: RawSocket | undefined;
  try {
    socket = create({ protocol: IPPROTO_VRRP, bufferSize: packetBuffer });
    configure(socket, link, membership);
    return socket;
  } catch (error) {
    socket?.close();
    throw systemError("open a VRRP socket on", link, error);
  }
}

/** Loaded here and not by an import, so that a package that was not compiled for this Node is one sentence. */
function loadPackage(): typeof createSocket {
  try {
    const loaded = createRequire(import.meta.filename)("raw-socket") as { createSocket: typeof createSocket };
    return loaded.createSocket;
  } catch (cause) {
    const reason = 'it was not built for this Node; build it with "npm rebuild raw-socket"';
    throw new SystemError("load the package", "raw-socket", { code: "ENOEXEC", reason, cause });
  }
}

function configure(socket: RawSocket, link: string, membership: Uint8Array): void {
  const name = Buffer.from(link);
  socket.setOption(SOL_SOCKET, SO_BINDTODEVICE, name, name.length);
  dropStrays(socket);
  socket.setOption(IPPROTO_IP, IP_HDRINCL, 1);
  socket.setOption(IPPROTO_IP, IP_MULTICAST_ALL, 0);
  socket.setOption(IPPROTO_IP, IP_MULTICAST_LOOP, 0);
  socket.setOption(IPPROTO_IP, IP_MULTICAST_IF, membership, membership.length);
  socket.setOption(IPPROTO_IP, IP_ADD_MEMBERSHIP, membership, membership.length);
}

/** Until it was bound the socket heard every link; what is queued from then must not take part in this link's election. */
function dropStrays(socket: RawSocket): void {
  let empty = false;
  socket.on("error", () => {
    empty = true;
  });
  for (let taken = 0; !empty && taken < mostStrays; taken++) socket.onRecvReady();
  socket.removeAllListeners();
}

function listen(socket: RawSocket, { link, onPacket, onError }: VrrpSocketOptions): void {
  socket.on("message", (packet) => {
    // The package reads into the same buffer again.
    onPacket(Uint8Array.from(packet));
  });
  socket.on("error", (error) => {
    if (errnoOfText(error.message) !== EAGAIN) onError(systemError("receive advertisements on", link, error));
  });
  socket.on("close", () => inUse.delete(socket));
}

/** The group is left by hand because a child that inherited the descriptor would keep the membership beyond close. */
function leave(socket: RawSocket, membership: Uint8Array): void {
  try {
    socket.setOption(IPPROTO_IP, IP_DROP_MEMBERSHIP, membership, membership.length);
  } catch {
    // The link is gone, and the membership with it.
  }
}

/** struct ip_mreqn. */
function multicastRequest(group: string, link: number): Uint8Array {
  const bytes = new Uint8Array(IP_MREQN_LENGTH);
  bytes.set(addressBytes(address(group)));
  new Int32Array(bytes.buffer, 8, 1)[0] = link;
  return bytes;
}

/** raw-socket's errors carry strerror's text and no number. */
function systemError(operation: string, target: string, cause: unknown): SystemError {
  const reason = cause instanceof Error ? cause.message : String(cause);
  return new SystemError(operation, target, { code: errnoName(errnoOfText(reason) ?? 0), reason, cause });
}
