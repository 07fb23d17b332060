import t from "tap";
import { internetChecksum } from "../../../lib/net/checksum.ts";

const hex = (text: string) => Uint8Array.from(Buffer.from(text, "hex"));

t.test("the worked example of RFC 1071 section 3", async (t) => {
  t.equal(internetChecksum(hex("0001f203f4f5f6f7")), 0xffff ^ 0xddf2);
});

t.test("an odd last byte counts as the high half of a word", async (t) => {
  t.equal(internetChecksum(hex("0102ff")), internetChecksum(hex("0102ff00")));
});

t.test("carries are folded until none is left", async (t) => {
  t.equal(internetChecksum(new Uint8Array(65536).fill(0xff)), 0);
  t.equal(internetChecksum(new Uint8Array(0)), 0xffff);
});

t.test("parts are one run of bytes", async (t) => {
  t.equal(internetChecksum(hex("0001f203"), hex("f4f5f6f7")), internetChecksum(hex("0001f203f4f5f6f7")));
});
