import t from "tap";
import { hostU16, hostU32, littleEndian } from "../../../lib/netlink/host-order.ts";

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
