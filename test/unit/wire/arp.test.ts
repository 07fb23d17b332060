import t from "tap";
import { address } from "../../../lib/net/address.ts";
import { encodeGratuitousArp } from "../../../lib/wire/arp.ts";
import { pair, scenario } from "../../fixtures/keepalived-frames.ts";

t.test("frames equal those captured from keepalived", async (t) => {
  const mac = Uint8Array.of(2, 0, 0, 0, 0, 1);
  const hex = (vip: string) => Buffer.from(encodeGratuitousArp(mac, address(vip))).toString("hex");
  t.equal(hex("172.16.12.110"), scenario.gratuitousArp);
  t.equal(hex("10.1.2.3"), pair.gratuitousArp);
});
