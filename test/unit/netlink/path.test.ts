/** Captures: answers of Linux 6.18 to RTM_GETROUTE for one address, shortened to the attributes that are read. */

import t from "tap";
import { address } from "../../../lib/net/address.ts";
import { decodePath, pathRequest } from "../../../lib/netlink/path.ts";
import { failure } from "../../support/failure.ts";
import { hex } from "../../support/hex.ts";
import { bodyOf } from "../../support/netlink-messages.ts";

/** `ip route get` of an address of the host, of one in its network, of one behind a gateway. */
const local = "02200000 fe000002 00020080 08000100 0a090001 08000400 01000000";
const near = "02200000 fe000001 00020000 08000100 0a090002 08000400 03000000";
const far = "02200000 fe000001 00020000 08000100 0a4d0101 08000400 03000000 08000500 0a0900fe";

t.test("the question is one address, all of it", async (t) => {
  t.same(bodyOf(pathRequest(address("10.9.0.1"))), hex("02200000 00000000 00000000 08000100 0a090001"));
  t.match(bodyOf(pathRequest(address("2001:db8::1"))).subarray(0, 2), hex("0a80"));
});

t.test("to this host, to a link, through a gateway, nowhere", async (t) => {
  t.strictSame(decodePath(hex(local)), { kind: "local" });
  t.strictSame(decodePath(hex(near)), { kind: "link", link: 3 });
  t.strictSame(decodePath(hex(far)), { kind: "link", link: 3, gateway: "10.9.0.254" });
  t.match(decodePath(hex(near.replace("fe000001", "fe000007"))), { kind: "none" }, "RTN_UNREACHABLE");
});

t.test("nonsense is malformed at every length", async (t) => {
  const whole = hex(far);
  for (let length = 0; length < whole.length; length++) {
    const error = failure(() => decodePath(whole.subarray(0, length)));
    if (error !== undefined && (error as Error).name !== "NetlinkError") t.fail(`${length} bytes`, { error });
  }
  t.pass("survived");
});
