import t from "tap";
import { macBytes, macText } from "../../../lib/net/mac.ts";

t.test("text and bytes", async (t) => {
  const bytes = macBytes("02:00:5E:00:00:fF");
  t.same(bytes, Uint8Array.of(2, 0, 0x5e, 0, 0, 0xff));
  t.equal(macText(bytes ?? new Uint8Array()), "02:00:5e:00:00:ff");
  for (const text of [
    "",
    "02:00:00:00:00",
    "02:00:00:00:00:01:02",
    "2:0:0:0:0:1",
    "02-00-00-00-00-01",
    "xx:00:00:00:00:01",
  ])
    t.equal(macBytes(text), undefined, JSON.stringify(text));
});
