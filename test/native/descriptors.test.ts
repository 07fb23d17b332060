/** What a child finds open: nothing of ours, whoever opened it and however. */

import { execFileSync } from "node:child_process";
import { openSync } from "node:fs";
import t from "tap";
import { NETLINK_ROUTE } from "../../lib/kernel/netlink.ts";
import { markAllCloseOnExec } from "../../lib/system/descriptors.ts";
import { openFrameSender } from "../../lib/system/frame-sender.ts";
import { openNetlinkSocket } from "../../lib/system/netlink-socket.ts";
import { openVrrpSocket } from "../../lib/system/vrrp-socket.ts";

const options = process.getuid?.() === 0 ? {} : { skip: "needs root to open raw sockets" };

/** Descriptors that a child finds open; the folder it lists is one of them. */
function inherited(): string[] {
  return execFileSync("ls", ["/proc/self/fd"], { encoding: "utf8" }).trim().split("\n");
}

t.test("sockets of every kind stay here", options, async (t) => {
  const vrrp = openVrrpSocket({ link: "lo", group: "224.0.0.18", onPacket() {}, onError() {} });
  const netlink = openNetlinkSocket({ protocol: NETLINK_ROUTE });
  netlink.onReadable(() => {});
  const frames = openFrameSender();
  openSync("/dev/null", "r");
  t.ok(inherited().length > 4, "raw-socket's descriptor is inherited as it is");
  markAllCloseOnExec();
  t.strictSame(inherited(), ["0", "1", "2", "3"]);
  for (const one of [vrrp, netlink, frames]) one.close();
});
