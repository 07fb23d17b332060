/** The writer against the netlink package's codec, and bytes of a little-endian machine. */

import { putS32, putString, putU8, putU16, putU16be, putU32 } from "netlink/dist/structs.js";
import t from "tap";
import { address } from "../../../lib/net/address.ts";
import { attribute } from "../../../lib/netlink/attributes.ts";
import { MessageWriter } from "../../../lib/netlink/message-writer.ts";
import { hex } from "../../support/hex.ts";

t.test("every kind of value, as the codec writes it", async (t) => {
  const written = new MessageWriter()
    .u8(1, 200)
    .u16(2, 0xabcd)
    .u16be(3, 80)
    .u32(4, 0xffff_fffe)
    .u32(5, -7)
    .pair(6, 0x1234, 0xffff_ffff)
    .bytesOf(7, hex("0102030405"))
    .address(8, address("10.0.0.1"), 16)
    .text(9, "wlc")
    .text(10, "")
    .bytesOf(11, hex(""))
    .address(12, address("255.20.0.9"), 4)
    .address(13, address("2001:db8::a"), 16).bytes;
  const wanted = [
    attribute(1, putU8(200)),
    attribute(2, putU16(0xabcd)),
    attribute(3, putU16be(80)),
    attribute(4, putU32(0xffff_fffe)),
    attribute(5, putS32(-7)),
    attribute(6, [putU32(0x1234), putU32(0xffff_ffff)]),
    attribute(7, hex("0102030405")),
    attribute(8, hex("0a000001 00000000 00000000 00000000")),
    attribute(9, putString("wlc")),
    attribute(10, putString("")),
    attribute(11, hex("")),
    attribute(12, hex("ff140009")),
    attribute(13, hex("20010db8 00000000 00000000 0000000a")),
  ];
  t.strictSame(Buffer.from(written), Buffer.concat(wanted));
});

t.test("nests, one in the other, and what comes after them", async (t) => {
  const writer = new MessageWriter();
  const outer = writer.begin(1);
  writer.u8(2, 5);
  const inner = writer.begin(3);
  writer.u8(4, 6).end(inner).end(outer).u8(5, 7);
  t.strictSame(
    Buffer.from(writer.bytes),
    hex("1800 0180  0500 0200 05000000  0c00 0380 0500 0400 06000000  0500 0500 07000000"),
  );
});

t.test("it grows in the middle of every kind of value, and nothing old shines through the padding", async (t) => {
  const kinds: readonly (readonly [string, (writer: MessageWriter) => void, Uint8Array])[] = [
    ["u8", (writer) => writer.u8(1, 200), attribute(1, putU8(200))],
    ["u16", (writer) => writer.u16(1, 0xabcd), attribute(1, putU16(0xabcd))],
    ["u16be", (writer) => writer.u16be(1, 80), attribute(1, putU16be(80))],
    ["u32", (writer) => writer.u32(1, 7), attribute(1, putU32(7))],
    ["pair", (writer) => writer.pair(1, 7, 8), attribute(1, [putU32(7), putU32(8)])],
    ["bytes", (writer) => writer.bytesOf(1, hex("01020304 05")), attribute(1, hex("01020304 05"))],
    ["text", (writer) => writer.text(1, "wlc"), attribute(1, putString("wlc"))],
    ["address", (writer) => writer.address(1, address("10.0.0.1"), 4), attribute(1, hex("0a000001"))],
    ["nest", (writer) => writer.end(writer.begin(1)), attribute(1, [], true)],
    ["word", (writer) => writer.word(1, 2, 3, 4), hex("01020304")],
    ["written", (writer) => writer.written(hex("0102030405060708")), hex("0102030405060708")],
  ];
  for (const [what, write, bytes] of kinds) {
    const writer = new MessageWriter();
    writer.written(new Uint8Array(900).fill(0xee)).cutTo(0);
    for (let i = 0; i < 2_000; i++) write(writer);
    t.ok(Buffer.concat(Array.from({ length: 2_000 }, () => bytes)).equals(writer.bytes), what);
  }
});

t.test("messages one after the other: padded, counted without the padding, the last one taken back", async (t) => {
  const writer = new MessageWriter();
  const first = writer.beginMessage(0x14, 0x401, 0x01020304);
  writer.written(hex("aabbcc")).endMessage(first);
  const second = writer.beginMessage(3, 1, 2);
  writer.endMessage(second);
  writer.addFlags(first, 4);
  const bytes = hex("13000000 1400 0504 04030201 00000000 aabbcc00");
  t.strictSame(Buffer.from(writer.bytes), Buffer.concat([bytes, hex("10000000 0300 0100 02000000 00000000")]));
  t.strictSame(Buffer.from(writer.cutTo(second).bytes), bytes);
});
