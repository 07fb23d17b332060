import t from "tap";
import { address } from "../../../lib/net/address.ts";
import { decodeArpReply, encodeArpProbe, encodeGratuitousArp } from "../../../lib/wire/arp.ts";
import { pair, scenario } from "../../fixtures/keepalived-frames.ts";

t.test("frames equal those captured from keepalived", async (t) => {
  const mac = Uint8Array.of(2, 0, 0, 0, 0, 1);
  const hex = (vip: string) => Buffer.from(encodeGratuitousArp(mac, address(vip))).toString("hex");
  t.equal(hex("172.16.12.110"), scenario.gratuitousArp);
  t.equal(hex("10.1.2.3"), pair.gratuitousArp);
});

t.test("a probe tells nobody an address of its sender", async (t) => {
  const probe = encodeArpProbe(Uint8Array.of(2, 0, 0, 0, 0, 1), address("10.1.2.3"));
  t.equal(
    Buffer.from(probe).toString("hex"),
    "ffffffffffff 020000000001 0806 0001 0800 06 04 0001 020000000001 00000000 000000000000 0a010203".replaceAll(
      " ",
      "",
    ),
  );
});

t.test("an answer says who has what; all else is none", async (t) => {
  const reply = Buffer.from(
    "020000000001020000000009080600010800060400020200000000090a0102030200000000010000000000000000",
    "hex",
  );
  t.strictSame(decodeArpReply(reply), { address: "10.1.2.3", mac: "02:00:00:00:00:09" });
  for (let length = 0; length < 42; length++) t.equal(decodeArpReply(reply.subarray(0, length)), undefined);
  for (const at of [12, 14, 16, 18, 19, 21]) {
    const other = Buffer.from(reply);
    other[at] = 9;
    t.equal(decodeArpReply(other), undefined, `byte ${at}`);
  }
  t.equal(decodeArpReply(encodeArpProbe(Uint8Array.of(2, 0, 0, 0, 0, 1), address("10.1.2.3"))), undefined);
});
