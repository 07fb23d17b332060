import t from "tap";
import { align, hostU16, hostU32, littleEndian, putHostU16, putHostU32 } from "../../../lib/netlink/host-order.ts";

t.test("numbers are read as this machine writes them, from any place", async (t) => {
  const words = new Uint32Array([0x0102_0304, 0xffff_fffe, 0x8000_0000]);
  const bytes = new Uint8Array(words.buffer);
  t.equal(hostU32(bytes, 0), 0x0102_0304);
  t.equal(hostU32(bytes, 4), 0xffff_fffe, "unsigned");
  t.equal(hostU32(bytes, 8), 0x8000_0000);
  t.equal(hostU16(bytes, 0), littleEndian ? 0x0304 : 0x0102);
  const odd = new Uint8Array([0, ...bytes]);
  t.equal(hostU32(odd, 1), 0x0102_0304);
  t.equal(hostU16(new Uint8Array(new Uint16Array([0xfffe]).buffer), 0), 0xfffe);
});

t.test("numbers are written as this machine reads them, to any place", async (t) => {
  const bytes = new Uint8Array(8).fill(0xee);
  putHostU32(bytes, 1, 0x8102_0304);
  t.equal(hostU32(bytes, 1), 0x8102_0304);
  t.equal(new Uint32Array(bytes.slice(1, 5).buffer)[0], 0x8102_0304);
  t.same([bytes[0], bytes[5]], [0xee, 0xee], "and nowhere else");
  putHostU32(bytes, 4, -2);
  t.equal(hostU32(bytes, 4), 0xffff_fffe);
  putHostU16(bytes, 2, 0x1_fffe);
  t.equal(hostU16(bytes, 2), 0xfffe, "the low bits count");
});

t.test("the next multiple of four", async (t) => {
  t.same([0, 1, 3, 4, 5, 0xffff].map(align), [0, 4, 4, 4, 8, 0x1_0000]);
});
