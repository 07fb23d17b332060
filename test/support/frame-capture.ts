/** Hears the Ethernet frames of one link, those that go out of it as well. */

import { EAGAIN } from "../../lib/kernel/errno.ts";
import { SOCKADDR_LL_LENGTH } from "../../lib/kernel/if-packet.ts";
import { AF_PACKET, SOCK_RAW } from "../../lib/kernel/socket.ts";
import { native } from "../../lib/native/addon.ts";
import { checked } from "../../lib/system/syscall.ts";

export interface FrameCapture {
  /** @returns the next frame, or undefined where none comes within `timeout` milliseconds. */
  next(timeout: number): Buffer | undefined;
  close(): void;
}

/** @param protocol ETH_P_*: what is heard. In the network namespace the main thread is in. */
export function captureFrames(link: string, protocol: number): FrameCapture {
  // Protocol 0 hears nothing until the socket is bound to its one link.
  const fd = checked(native().socket(AF_PACKET, SOCK_RAW, 0), "open", "a packet socket");
  const address = new DataView(new ArrayBuffer(SOCKADDR_LL_LENGTH));
  new Uint16Array(address.buffer, 0, 1)[0] = AF_PACKET;
  address.setUint16(2, protocol);
  new Int32Array(address.buffer, 4, 1)[0] = checked(native().interfaceIndex(link), "find", link);
  checked(native().bind(fd, new Uint8Array(address.buffer)), "bind", link);
  const buffer = Buffer.alloc(65_536);
  return {
    next(timeout) {
      const length = native().receive(fd, buffer, timeout);
      return length === -EAGAIN ? undefined : Buffer.from(buffer.subarray(0, checked(length, "receive from", link)));
    },
    close: () => void native().close(fd),
  };
}
