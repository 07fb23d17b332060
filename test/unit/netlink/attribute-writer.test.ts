/** The writer against the netlink package's codec, and bytes of a little-endian machine. */

import { putS32, putString, putU8, putU16, putU16be, putU32 } from "netlink/dist/structs.js";
import t from "tap";
import { AttributeWriter } from "../../../lib/netlink/attribute-writer.ts";
import { attribute } from "../../../lib/netlink/attributes.ts";
import { hex } from "../../support/hex.ts";

t.test("every kind of value, as the codec writes it", async (t) => {
  const written = new AttributeWriter()
    .u8(1, 200)
    .u16(2, 0xabcd)
    .u16be(3, 80)
    .u32(4, 0xffff_fffe)
    .s32(5, -7)
    .pair(6, 0x1234, 0xffff_ffff)
    .bytes(7, hex("0102030405"))
    .bytes(8, hex("0a000001"), 16)
    .text(9, "wlc")
    .text(10, "")
    .bytes(11, hex(""))
    .take();
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
  ];
  t.strictSame(Buffer.from(written), Buffer.concat(wanted));
});

t.test("nests, one in the other, and what comes after them", async (t) => {
  const writer = new AttributeWriter();
  const outer = writer.begin(1);
  writer.u8(2, 5);
  const inner = writer.begin(3);
  writer.u8(4, 6).end(inner).end(outer).u8(5, 7);
  t.strictSame(
    Buffer.from(writer.take()),
    hex("1800 0180  0500 0200 05000000  0c00 0380 0500 0400 06000000  0500 0500 07000000"),
  );
});

t.test("it grows, and nothing old shines through the padding", async (t) => {
  const long = "x".repeat(1000);
  const writer = new AttributeWriter();
  const nest = writer.begin(1);
  writer.text(2, long).u8(3, 1).end(nest);
  const inside = Buffer.concat([attribute(2, putString(long)), attribute(3, putU8(1))]);
  t.strictSame(Buffer.from(writer.take()), Buffer.from(attribute(1, inside, true)));
});
