import t from "tap";
import { encodeEthernet, ethernetBroadcast, etherTypeArp } from "../../../lib/wire/ethernet.ts";

t.test("destination, source, type, payload", async (t) => {
  const frame = encodeEthernet(ethernetBroadcast, Uint8Array.of(1, 2, 3, 4, 5, 6), etherTypeArp, Uint8Array.of(7, 8));
  t.equal(Buffer.from(frame).toString("hex"), "ffffffffffff01020304050608060708");
});
