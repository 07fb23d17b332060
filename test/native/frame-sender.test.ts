/** Frames sent out of one end of a veth pair, heard at the other, in a network namespace of this process. */

import t from "tap";
import { ETH_P_ARP } from "../../lib/kernel/if-packet.ts";
import { native } from "../../lib/native/addon.ts";
import { openFrameSender } from "../../lib/system/frame-sender.ts";
import { failure } from "../support/failure.ts";
import { captureFrames } from "../support/frame-capture.ts";
import { hex } from "../support/hex.ts";
import { carrier, ip, namespaceObstacle, newNamespace } from "../support/namespace.ts";

const obstacle = namespaceObstacle();
const options = obstacle === undefined ? {} : { skip: obstacle };
if (obstacle === undefined) {
  newNamespace();
  ip("link add v0 type veth peer name v1");
  ip("link set v0 up");
  ip("link set v1 up");
  await carrier("v0", "v1");
}

/** A gratuitous ARP request for 10.0.0.`last` (RFC 5944 section 4.6). */
function announcement(last: number): Buffer {
  const frame = hex(`ffffffffffff 020000000001 0806 0001 0800 06 04 0001 020000000001 0a000000 000000000000 0a000000`);
  frame[31] = last;
  frame[41] = last;
  return frame;
}

t.test("a burst arrives whole and in order", options, async (t) => {
  const capture = captureFrames("v1", ETH_P_ARP);
  const sender = openFrameSender();
  const burst = Array.from({ length: 200 }, (_, i) => announcement(i));
  sender.send(native().interfaceIndex("v0"), burst);
  const heard = burst.map(() => capture.next(1000)?.subarray(0, 42));
  t.strictSame(heard, burst);
  t.equal(capture.next(0), undefined, "and nothing else");
  sender.close();
  capture.close();
});

t.test("a link that is down or does not exist", options, async (t) => {
  const sender = openFrameSender();
  const index = native().interfaceIndex("v0");
  ip("link set v0 down");
  t.match(
    failure(() => sender.send(index, [announcement(1)])),
    {
      name: "SystemError",
      code: "ENETDOWN",
      message: `cannot send a frame out of link ${index}: Network is down`,
    },
  );
  t.match(
    failure(() => sender.send(99, [announcement(1)])),
    { code: "ENXIO" },
  );
  sender.close();
  t.doesNotThrow(() => sender.close());
  t.throws(() => sender.send(index, [announcement(1)]), /closed/);
});
