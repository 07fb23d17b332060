import { putS32, putU8, putU16, putU16be, putU32, putU64 } from "netlink/dist/structs.js";
import t from "tap";
import { AttributeView } from "../../../lib/netlink/attribute-view.ts";
import { attribute } from "../../../lib/netlink/attributes.ts";
import { failure } from "../../support/failure.ts";
import { hex } from "../../support/hex.ts";
import { random } from "../../support/random.ts";

const inner = attribute(1, putU32(7));
const sample = Buffer.concat([
  attribute(1, putU8(200)),
  attribute(2, putU16(0xabcd)),
  attribute(3, putU16be(80)),
  attribute(4, putU32(0xffff_fffe)),
  attribute(5, putS32(-7)),
  attribute(6, inner, true),
  attribute(7, hex("776c6300 78")),
  attribute(8, hex("776c63")),
  attribute(9, putU8(1)),
  attribute(9, putU8(2)),
  attribute(700, putU8(1)),
  attribute(12, Buffer.concat([putU32(0x8000_0001), putU32(9)])),
]);

t.test("every kind of value, wherever in the bytes they are", async (t) => {
  for (const view of [
    new AttributeView().over(sample),
    new AttributeView().over(Buffer.concat([hex("ffffffff"), sample, hex("00")]), 4, 4 + sample.length),
  ]) {
    t.equal(view.u8(1), 200);
    t.equal(view.firstOfPair(12), 0x8000_0001);
    t.equal(view.u16(2), 0xabcd);
    t.equal(view.u16be(3), 80);
    t.equal(view.u32(4), 0xffff_fffe);
    t.equal(view.s32(5), -7);
    t.equal(view.nest(6, new AttributeView()).u32(1), 7);
    t.equal(view.text(7), "wlc");
    t.equal(view.text(8), "wlc", "without its null byte");
    t.equal(view.u8(9), 2, "the last of equals");
    t.strictSame(view.bytes(8), hex("776c63"));
    t.same(
      [1, 10, 31, 700].map((type) => view.has(type)),
      [true, false, false, false],
    );
  }
});

t.test("what is missing, or of another length", async (t) => {
  const view = new AttributeView().over(sample);
  t.match(
    failure(() => view.u32(11)),
    { name: "RangeError", message: "attribute 11 is missing" },
  );
  t.match(
    failure(() => view.u32(2)),
    { name: "RangeError", message: "attribute 2 has 2 bytes instead of 4" },
  );
  t.match(
    failure(() => view.text(11)),
    { name: "RangeError" },
  );
  t.match(
    failure(() => view.nest(1, new AttributeView())),
    { kind: "malformed" },
  );
});

t.test("counters of both sizes", async (t) => {
  const numbers = [0n, 1n, 0xffff_ffffn, 0x1_0000_0000n, 2n ** 53n - 1n, 2n ** 53n, 2n ** 53n + 1n, 2n ** 64n - 1n];
  for (const number of numbers)
    t.equal(new AttributeView().over(Buffer.from(attribute(1, putU64(number)))).counter(1), number);
  const view = new AttributeView().over(sample);
  t.equal(view.counter(4), 0xffff_fffen);
  t.equal(view.counter(11), 0n);
});

t.test("bytes cut or damaged anywhere end in a value or an error of their own", async (t) => {
  const below = random(99);
  for (let round = 0; round < 3000; round++) {
    const bytes = Buffer.from(sample.subarray(0, below(sample.length + 1)));
    if (bytes.length > 0) bytes[below(bytes.length)] = below(256);
    const error = failure(() => {
      const view = new AttributeView().over(bytes);
      for (let type = 0; type < 12; type++)
        if (view.has(type)) [view.counter(type), view.text(type), view.nest(type, new AttributeView())];
    });
    if (error !== undefined) t.match(error, { kind: "malformed" });
  }
});
