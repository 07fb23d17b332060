/** Captures: `ip link`, `ip monitor link` of iproute2 6.1.0 on Linux 6.18, shortened to the attributes that are read. */

import t from "tap";
import { decodeLink, linkDump } from "../../../lib/netlink/link.ts";
import { failure } from "../../support/failure.ts";
import { hex } from "../../support/hex.ts";

/** veth v0, up with carrier, 02:00:00:00:00:01 */
const v0 = "00000100 03000000 43100100 00000000 07000300 76300000 08000400 dc050000 0a000100 02000000 00010000";
/** lo before `ip link set lo up` */
const lo = "00000403 01000000 08000000 00000000 07000300 6c6f0000 08000400 00000100 0a000100 00000000 00000000";

t.test("what the kernel tells of links", async (t) => {
  t.strictSame(decodeLink(hex(v0)), {
    index: 3,
    name: "v0",
    up: true,
    running: true,
    mtu: 1500,
    mac: "02:00:00:00:00:01",
    loopback: false,
  });
  t.strictSame(decodeLink(hex(lo)), {
    index: 1,
    name: "lo",
    up: false,
    running: false,
    mtu: 65536,
    mac: undefined,
    loopback: true,
  });
});

t.test("up without carrier is not running", async (t) => {
  // `ip link set v0 up` while its peer is down: NO-CARRIER,BROADCAST,MULTICAST,UP
  t.match(decodeLink(hex(v0.replace("43100100", "03100000"))), { up: true, running: false });
});

t.test("a port that leaves its bridge is no link that is gone", async (t) => {
  // `ip link set v1 nomaster`: RTM_DELLINK of AF_BRIDGE
  const captured = hex(`07000100 02000000 43100100 00000000 07000300 76310000 08000a00 04000000 08000400 dc050000
    05001000 06000000 0a000100 96b197d8 019c0000 08000500 03000000`);
  t.equal(decodeLink(captured), undefined);
});

t.test("a link without Ethernet has no MAC, nor has one with a longer address", async (t) => {
  const tunnel = "00000003 05000000 43100100 00000000 07000300 74300000 08000100 0a000001";
  t.match(decodeLink(hex(tunnel)), { mac: undefined, mtu: 0 });
  t.match(decodeLink(hex("00000100 05000000 43100100 00000000 07000300 74300000 08000100 0a000001")), {
    mac: undefined,
  });
});

t.test("nonsense is malformed, at every length and whatever a byte says", async (t) => {
  const whole = hex(v0);
  const survive = (bytes: Buffer) => {
    const error = failure(() => decodeLink(bytes));
    if (error !== undefined && (error as Error).name !== "NetlinkError") t.fail(bytes.toString("hex"), { error });
  };
  for (let length = 0; length < whole.length; length++) survive(whole.subarray(0, length));
  for (let at = 0; at < whole.length; at++)
    for (let value = 0; value < 256; value++) survive(Buffer.from(whole).fill(value, at, at + 1));
  t.match(
    failure(() => decodeLink(hex("00000100 03000000 43100100 00000000"))),
    { kind: "malformed" },
    "no name",
  );
});

t.test("the dump asks for all links", async (t) => {
  t.strictSame(linkDump, { type: 18, body: new Uint8Array(16) });
});
