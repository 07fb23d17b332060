import t from "tap";
import {
  address,
  addressBytes,
  addressFromBytes,
  compareAddresses,
  ipv4Number,
  ipv4Of,
  parseAddress,
} from "../../../lib/net/address.ts";

t.test("one row: text, canonical text, bytes", async (t) => {
  const rows = [
    ["10.0.0.1", "10.0.0.1", "0a000001"],
    ["255.255.255.255", "255.255.255.255", "ffffffff"],
    ["::", "::", "00".repeat(16)],
    ["::1", "::1", `${"00".repeat(15)}01`],
    ["2001:DB8:0:0:1:0:0:1", "2001:db8::1:0:0:1", "20010db8000000000001000000000001"],
    ["2001:db8:0:1:1:1:1:1", "2001:db8:0:1:1:1:1:1", "20010db8000000010001000100010001"],
    ["ff02::12", "ff02::12", "ff020000000000000000000000000012"],
    ["fe80::", "fe80::", `fe80${"00".repeat(14)}`],
    ["::ffff:10.0.0.1", "::ffff:10.0.0.1", `${"00".repeat(10)}ffff0a000001`],
    ["64:ff9b::192.0.2.33", "64:ff9b::c000:221", "0064ff9b0000000000000000c0000221"],
    ["1:2:3:4:5:6:1.2.3.4", "1:2:3:4:5:6:102:304", "00010002000300040005000601020304"],
  ] as const;
  for (const [text, canonical, hex] of rows) {
    const parsed = parseAddress(text);
    t.equal(parsed, canonical, text);
    if (parsed === undefined) continue;
    t.equal(Buffer.from(addressBytes(parsed)).toString("hex"), hex, `bytes of ${text}`);
    t.equal(addressFromBytes(Buffer.from(hex, "hex")), canonical, `${text} from bytes`);
  }
});

t.test("what is not exactly one address is refused", async (t) => {
  for (const text of [
    "",
    "10.0.0",
    "10.0.0.256",
    "010.0.0.1",
    "10.0.0.1/24",
    "fe80::1%eth0",
    "[::1]",
    "host",
    " 10.0.0.1",
  ])
    t.equal(parseAddress(text), undefined, JSON.stringify(text));
});

t.test("order is that of the bytes, unsigned, IPv4 first", async (t) => {
  const sorted = ["9.0.0.1", "10.0.0.1", "192.168.0.1", "::1", "2001:db8::1"].map((text) => parseAddress(text));
  const shuffled = [4, 2, 0, 3, 1].map((i) => sorted[i]).filter((a) => a !== undefined);
  t.same(shuffled.sort(compareAddresses), sorted);
});

t.test("IPv4 addresses and their numbers, more of them than are remembered", async (t) => {
  t.same([0, 0x0a00_0001, 0x8000_0000, 0xffff_ffff].map(ipv4Of), [
    "0.0.0.0",
    "10.0.0.1",
    "128.0.0.0",
    "255.255.255.255",
  ]);
  t.same([address("10.0.0.1"), address("192.168.0.255")].map(ipv4Number), [0x0a00_0001, 0xc0a8_00ff]);
  for (let i = 0; i < 10_000; i++) {
    const text = `10.${i >> 16}.${(i >> 8) & 255}.${i & 255}`;
    if (ipv4Number(address(text)) !== 0x0a00_0000 + i || ipv4Of(0x0a00_0000 + i) !== text) t.fail(text);
  }
  t.equal(ipv4Number(address("10.0.0.1")), 0x0a00_0001, "the first ones are known no longer, and known again");
});
