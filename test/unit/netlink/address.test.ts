/** Captures: iproute2 6.1.0 on Linux 6.18, its sendmsg and recvmsg recorded by a preloaded library, in a namespace of its own. */

import t from "tap";
import { address } from "../../../lib/net/address.ts";
import { addAddressRequest, addressDump, decodeAddress, deleteAddressRequest } from "../../../lib/netlink/address.ts";
import { failure } from "../../support/failure.ts";
import { hex } from "../../support/hex.ts";
import { bodyOf } from "../../support/netlink-messages.ts";

t.test(
  "a VIP on the loopback link, as `ip addr add 172.16.12.110/32 dev lo label lo:0 brd 172.16.12.110`",
  async (t) => {
    const vip = address("172.16.12.110");
    const request = addAddressRequest({
      link: 1,
      address: vip,
      prefixLength: 32,
      label: "lo:0",
      broadcast: vip,
      scope: "global",
    });
    t.match(request, { type: 20, flags: 0x600 });
    t.strictSame(
      bodyOf(request),
      hex(`02200000 01000000 0800 0200 ac100c6e 0900 0300 6c6f3a3000 000000
      0800 0400 ac100c6e 0800 0100 ac100c6e`),
    );
  },
);

t.test("as `ip addr add 10.1.2.3/24 dev v0 label v0:1 brd + scope link`", async (t) => {
  const request = addAddressRequest({
    link: 3,
    address: address("10.1.2.3"),
    prefixLength: 24,
    label: "v0:1",
    broadcast: address("10.1.2.255"),
    scope: "link",
  });
  t.strictSame(
    bodyOf(request),
    hex("021800fd 03000000 08000200 0a010203 09000300 76303a31 00000000 08000400 0a0102ff 08000100 0a010203"),
  );
});

t.test("as `ip addr add fd00::1/64 dev v0`", async (t) => {
  const request = addAddressRequest({ link: 3, address: address("fd00::1"), prefixLength: 64, scope: "global" });
  t.strictSame(
    bodyOf(request),
    hex(`0a400000 03000000 14000200 fd000000000000000000000000000001
      14000100 fd000000000000000000000000000001`),
  );
});

t.test("as `ip addr del 10.1.2.3/24 dev v0`", async (t) => {
  const request = deleteAddressRequest({ link: 3, address: address("10.1.2.3"), prefixLength: 24 });
  t.match(request, { type: 21 });
  t.strictSame(bodyOf(request), hex("02180000 03000000 08000200 0a010203 08000100 0a010203"));
});

t.test("a label of 15 bytes fits, one of 16 is refused before the kernel sees it", async (t) => {
  const labelled = (label: string) => () =>
    addAddressRequest({ link: 1, address: address("10.0.0.1"), prefixLength: 32, scope: "global", label });
  t.doesNotThrow(labelled("eth0:abcdefghij"));
  t.throws(labelled("eth0:abcdefghijk"));
});

t.test("what the kernel tells of addresses", async (t) => {
  const rows = [
    {
      // 127.0.0.1/8 on lo, IFA_FLAGS 0x80
      bytes: `020880fe 01000000 08000100 7f000001 08000200 7f000001 07000300 6c6f0000 08000800 80000000
        14000600 ffffffff ffffffff 6a980300 6a980300`,
      value: { link: 1, address: "127.0.0.1", prefixLength: 8, label: "lo", scope: "host", secondary: false },
    },
    {
      bytes: `02208000 01000000 08000100 ac100c6e 08000200 ac100c6e 08000400 ac100c6e 09000300 6c6f3a30 00000000
        08000800 80000000 14000600 ffffffff ffffffff 6b980300 6b980300`,
      value: {
        link: 1,
        address: "172.16.12.110",
        prefixLength: 32,
        broadcast: "172.16.12.110",
        label: "lo:0",
        scope: "global",
        secondary: false,
      },
    },
    {
      // ::1/128 on lo: no IFA_LOCAL
      bytes: `0a8080fe 01000000 14000100 00000000 00000000 00000000 00000001 14000600 ffffffff ffffffff 79980300 79980300
        08000800 80000000 05000b00 01000000`,
      value: { link: 1, address: "::1", prefixLength: 128, scope: "host", secondary: false },
    },
  ];
  for (const { bytes, value } of rows) t.strictSame(decodeAddress(hex(bytes)), value);
});

t.test("a point-to-point link: the address is the local one, not the peer's", async (t) => {
  t.match(decodeAddress(hex("02200000 02000000 08000100 0a000002 08000200 0a000001")), { address: "10.0.0.1" });
});

t.test("IFA_FLAGS has the last word on what is secondary", async (t) => {
  const of = (header: string, flags: string) =>
    decodeAddress(hex(`0220${header}00 02000000 08000200 0a000001 ${flags}`));
  t.match(of("01", ""), { secondary: true });
  t.match(of("80", ""), { secondary: false });
  t.match(of("80", "08000800 81000000"), { secondary: true });
  t.match(of("01", "08000800 80000000"), { secondary: false });
});

t.test("a scope without a name keeps its number", async (t) => {
  t.match(decodeAddress(hex("0220007b 02000000 08000200 0a000001")), { scope: 123 });
});

t.test("other families are nobody's business here", async (t) => {
  t.equal(decodeAddress(hex("1c200000 02000000 08000200 0a000001")), undefined);
});

t.test("nonsense is malformed, at every length and whatever a byte says", async (t) => {
  const whole = hex(
    "02208000 01000000 08000100 ac100c6e 08000200 ac100c6e 08000400 ac100c6e 09000300 6c6f3a30 00000000",
  );
  const survive = (bytes: Buffer) => {
    const error = failure(() => decodeAddress(bytes));
    if (error !== undefined && (error as Error).name !== "NetlinkError") t.fail(bytes.toString("hex"), { error });
  };
  for (let length = 0; length < whole.length; length++) survive(whole.subarray(0, length));
  for (let at = 0; at < whole.length; at++)
    for (let value = 0; value < 256; value++) survive(Buffer.from(whole).fill(value, at, at + 1));
  t.match(
    failure(() => decodeAddress(hex("02200000 02000000"))),
    { kind: "malformed" },
    "no address at all",
  );
  t.match(
    failure(() => decodeAddress(hex("02200000 02000000 06000200 0a000000"))),
    { kind: "malformed" },
    "two bytes",
  );
});

t.test("the dump asks for all families", async (t) => {
  t.strictSame(addressDump, { type: 22, body: new Uint8Array(8) });
});
