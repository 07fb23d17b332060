/** Captures: RTM_NEWNEIGH of Linux 6.18 after `ip neighbour add`, shortened to the attributes that are read. */

import t from "tap";
import { decodeNeighbour } from "../../../lib/netlink/neighbour.ts";
import { failure } from "../../support/failure.ts";
import { hex } from "../../support/hex.ts";

/** `ip neighbour add 10.9.0.7 lladdr 02:00:00:00:00:77 nud permanent dev v0` */
const permanent = "02000000 03000000 80000001 08000100 0a090007 0a000200 02000000 00770000";
/** `ip neighbour add 10.9.0.8 nud failed dev v0` */
const failed = "02000000 03000000 20000001 08000100 0a090008";

t.test("what the kernel tells of neighbours", async (t) => {
  t.strictSame(decodeNeighbour(hex(permanent)), {
    link: 3,
    address: "10.9.0.7",
    state: "permanent",
    mac: "02:00:00:00:00:77",
  });
  t.strictSame(decodeNeighbour(hex(failed)), { link: 3, address: "10.9.0.8", state: "failed" });
  t.match(decodeNeighbour(hex(failed.replace("20000001", "01000001"))), { state: "incomplete" });
});

t.test("what is no neighbour of an IP address is left out", async (t) => {
  t.equal(decodeNeighbour(hex(permanent.replace(/^02/, "07"))), undefined, "a bridge's forwarding entry");
  t.equal(decodeNeighbour(hex(failed.replace("20000001", "00000001"))), undefined, "NUD_NONE");
});

t.test("nonsense is malformed, at every length and whatever a byte says", async (t) => {
  const whole = hex(permanent);
  const survive = (bytes: Buffer) => {
    const error = failure(() => decodeNeighbour(bytes));
    if (error !== undefined && (error as Error).name !== "NetlinkError") t.fail(bytes.toString("hex"), { error });
  };
  for (let length = 0; length < whole.length; length++) survive(whole.subarray(0, length));
  for (let at = 0; at < whole.length; at++)
    for (const value of [0, 1, 0x7f, 0xff]) {
      const damaged = Buffer.from(whole);
      damaged[at] = value;
      survive(damaged);
    }
  t.pass("survived");
});
