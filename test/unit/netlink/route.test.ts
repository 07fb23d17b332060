/** Captures: iproute2 6.1.0 on Linux 6.18, its sendmsg and recvmsg recorded by a preloaded library, in a namespace of its own. */

import t from "tap";
import { address } from "../../../lib/net/address.ts";
import { addRouteRequest, decodeRoute, deleteRouteRequest, routeDump } from "../../../lib/netlink/route.ts";
import type { Route } from "../../../lib/ports/links.ts";
import { failure } from "../../support/failure.ts";
import { hex } from "../../support/hex.ts";
import { bodyOf } from "../../support/netlink-messages.ts";

const host: Route = { destination: address("172.16.12.110"), prefixLength: 32, link: 1, scope: "link", table: 254 };

t.test("as `ip route add 172.16.12.110/32 dev lo scope link`, and del", async (t) => {
  t.match(addRouteRequest(host), { type: 24, flags: 0x600 });
  t.strictSame(bodyOf(addRouteRequest(host)), hex("02200000 fe03fd01 00000000 08000100 ac100c6e 08000400 01000000"));
  t.match(deleteRouteRequest(host), { type: 25 });
  // ip(8) leaves the type open (0) where we name it: unicast.
  t.strictSame(bodyOf(deleteRouteRequest(host)), hex("02200000 fe00fd01 00000000 08000100 ac100c6e 08000400 01000000"));
});

t.test("as `ip route add 10.9.0.0/16 via 172.16.12.1 dev v0 src 172.16.12.110`", async (t) => {
  const request = addRouteRequest({
    destination: address("10.9.0.0"),
    prefixLength: 16,
    link: 3,
    scope: "global",
    gateway: address("172.16.12.1"),
    source: address("172.16.12.110"),
    table: 254,
  });
  t.strictSame(
    bodyOf(request),
    hex("02100000 fe030001 00000000 08000100 0a090000 08000500 ac100c01 08000700 ac100c6e 08000400 03000000"),
  );
});

t.test("as `ip route add table 1000 10.9.0.0/16 dev v0`: large tables are an attribute", async (t) => {
  const route: Route = { destination: address("10.9.0.0"), prefixLength: 16, link: 3, scope: "link", table: 1000 };
  t.strictSame(
    bodyOf(addRouteRequest(route)),
    hex("02100000 0003fd01 00000000 08000f00 e8030000 08000100 0a090000 08000400 03000000"),
  );
});

t.test("a route of the local table is of type local", async (t) => {
  t.equal(bodyOf(addRouteRequest({ ...host, scope: "host", table: 255 }))[7], 2);
});

t.test("what the kernel tells of routes", async (t) => {
  const rows = [
    {
      bytes: "02100000 fc03fd01 00000000 08000f00 e8030000 08000100 0a090000 08000400 03000000",
      value: { destination: "10.9.0.0", prefixLength: 16, link: 3, scope: "link", table: 1000 },
    },
    {
      bytes: `02100000 fe030001 04000000 08000f00 fe000000 08000100 0a090000 08000700 ac100c6e 08000500 ac100c01
        08000400 03000000`,
      value: {
        destination: "10.9.0.0",
        prefixLength: 16,
        link: 3,
        scope: "global",
        gateway: "172.16.12.1",
        source: "172.16.12.110",
        table: 254,
      },
    },
  ];
  for (const { bytes, value } of rows) t.strictSame(decodeRoute(hex(bytes)), value);
});

t.test("a default route has no destination attribute", async (t) => {
  t.match(decodeRoute(hex("02000000 fe030001 00000000 08000400 03000000")), { destination: "0.0.0.0", table: 254 });
  t.match(decodeRoute(hex("0a000000 fe030001 00000000 08000400 03000000")), { destination: "::" });
});

t.test("what Route does not describe is left out", async (t) => {
  const rows = {
    "another family": "1c100000 fe03fd01 00000000 08000400 03000000",
    broadcast: "02200000 ff02fd03 00000000 08000400 03000000",
    blackhole: "02100000 fe030006 00000000 08000100 0a090000",
    "several next hops": "02100000 fe030001 00000000 08000100 0a090000 04000900",
    "cached clone": "0a800000 fe030001 00020000 08000400 03000000",
  };
  for (const [what, bytes] of Object.entries(rows)) t.equal(decodeRoute(hex(bytes)), undefined, what);
});

t.test("nonsense is malformed, at every length and whatever a byte says", async (t) => {
  const whole = hex(`02100000 fe030001 04000000 08000f00 fe000000 08000100 0a090000 08000700 ac100c6e 08000500 ac100c01
    08000400 03000000`);
  const survive = (bytes: Buffer) => {
    const error = failure(() => decodeRoute(bytes));
    if (error !== undefined && (error as Error).name !== "NetlinkError") t.fail(bytes.toString("hex"), { error });
  };
  for (let length = 0; length < whole.length; length++) survive(whole.subarray(0, length));
  for (let at = 0; at < whole.length; at++)
    for (let value = 0; value < 256; value++) survive(Buffer.from(whole).fill(value, at, at + 1));
  t.match(
    failure(() => decodeRoute(whole.subarray(0, 8))),
    { kind: "malformed" },
  );
});

t.test("the dump asks for all families and tables", async (t) => {
  t.strictSame(routeDump, { type: 26, body: new Uint8Array(12) });
});
