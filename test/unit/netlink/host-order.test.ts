import t from "tap";
import { align, littleEndian, numbersIn } from "../../../lib/netlink/host-order.ts";

t.test("numbers are read and written as this machine has them, at any place", async (t) => {
  const words = new Uint32Array([0x0102_0304, 0xffff_fffe]);
  const odd = new Uint8Array([0, ...new Uint8Array(words.buffer)]);
  const numbers = numbersIn(odd.subarray(1));
  t.equal(numbers.getUint32(0, littleEndian), 0x0102_0304);
  t.equal(numbers.getUint32(4, littleEndian), 0xffff_fffe);
  t.equal(numbers.byteLength, 8);
  numbers.setUint32(4, -3, littleEndian);
  t.equal(new Uint32Array(odd.slice(5).buffer)[0], 0xffff_fffd);
});

t.test("the next multiple of four", async (t) => {
  t.same([0, 1, 3, 4, 5, 0xffff].map(align), [0, 4, 4, 4, 8, 0x1_0000]);
});
