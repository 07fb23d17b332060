import t from "tap";
import { attribute, readAttributes, readText } from "../../../lib/netlink/attributes.ts";
import { failure } from "../../support/failure.ts";
import { hex } from "../../support/hex.ts";

t.test("attributes are padded, and the padding is not counted", async (t) => {
  t.strictSame(Buffer.from(attribute(3, hex("6c6f3a3000"))), hex("0900 0300 6c6f3a3000 000000"));
  t.strictSame(Buffer.from(attribute(7, [])), hex("0400 0700"));
  t.strictSame(Buffer.from(attribute(1, [hex("0102"), hex("03")], true)), hex("0700 0180 010203 00"));
});

t.test("reading: by type, the last of equals", async (t) => {
  const found = readAttributes(hex("0500 0100 aa 000000  0900 0300 6c6f3a3000 000000  0500 0100 bb 000000"));
  t.strictSame(
    [...found],
    [
      [1, hex("bb")],
      [3, hex("6c6f3a3000")],
    ],
  );
});

t.test("flags of the type are no part of it", async (t) => {
  t.strictSame([...readAttributes(hex("0500 0180 aa 000000")).keys()], [1]);
});

t.test("a length beyond the end or below the header is malformed", async (t) => {
  for (const bytes of ["0800 0100 aabb", "0300 0100", "0000 0000", "04 00 01", "ffff 0100 00000000"])
    t.match(
      failure(() => readAttributes(hex(bytes))),
      { kind: "malformed" },
      bytes,
    );
});

t.test("texts end at their null byte", async (t) => {
  t.equal(readText(hex("6c6f 00")), "lo");
  t.equal(readText(hex("6c6f 00 7878 00")), "lo");
  t.throws(() => readText(hex("6c6f")));
  t.throws(() => readText(hex("")));
});
