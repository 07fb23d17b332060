/** The FrameSender port over an AF_PACKET socket that hears nothing. */

import { SOCKADDR_LL_LENGTH } from "../kernel/if-packet.ts";
import { AF_PACKET, SO_SNDTIMEO, SOCK_RAW, SOL_SOCKET } from "../kernel/socket.ts";
import { native } from "../native/addon.ts";
import type { FrameSender } from "../ports/packet-socket.ts";
import { checked } from "./syscall.ts";

/** Microseconds that a full transmit queue may hold up the event loop before the burst fails with EAGAIN. */
const longestWait = 100_000n;

/** @throws SystemError */
export function openFrameSender(): FrameSender {
  // Protocol 0: a socket that receives no frame.
  const fd = checked(native().socket(AF_PACKET, SOCK_RAW, 0), "open", "a packet socket");
  const timeout = new Uint8Array(BigInt64Array.of(0n, longestWait).buffer);
  let open = true;
  const close = () => {
    if (open) native().close(fd);
    open = false;
  };
  native().setOption(fd, SOL_SOCKET, SO_SNDTIMEO, timeout);
  return {
    send(linkIndex, frames) {
      if (!open) throw new TypeError("the frame sender is closed");
      const to = linkAddress(linkIndex);
      for (const frame of frames) checked(native().send(fd, frame, to), "send a frame", `out of link ${linkIndex}`);
    },
    close,
  };
}

/** struct sockaddr_ll with what sending raw frames needs: family and ifindex. */
function linkAddress(linkIndex: number): Uint8Array {
  const bytes = new Uint8Array(SOCKADDR_LL_LENGTH);
  new Uint16Array(bytes.buffer, 0, 1)[0] = AF_PACKET;
  new Int32Array(bytes.buffer, 4, 1)[0] = linkIndex;
  return bytes;
}
