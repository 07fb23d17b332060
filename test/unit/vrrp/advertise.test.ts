import t from "tap";
import { address } from "../../../lib/net/address.ts";
import { advertisementPacket, authenticationOf } from "../../../lib/vrrp/advertise.ts";
import { Secret } from "../../../lib/vrrp/instance.ts";
import { packetOf, pair, scenario } from "../../fixtures/keepalived-frames.ts";
import { virtualAddress, vrrpInstance } from "../../support/vrrp-instance.ts";

const source = address("172.16.12.113");

t.test("packets equal those that keepalived sends with the same settings", async (t) => {
  const one = vrrpInstance();
  t.same(advertisementPacket(one, { priority: 100, source, identification: 1 }), packetOf(scenario.first));
  t.same(advertisementPacket(one, { priority: 0, source, identification: 9 }), packetOf(scenario.priorityZero));
  const three = vrrpInstance({
    virtualRouterId: 51,
    advertInterval: 2000,
    authentication: { type: "PASS", secret: new Secret("abc") },
    virtualAddresses: ["172.16.12.110", "172.16.12.111", "10.1.2.3"].map((text) => virtualAddress(text)),
  });
  t.same(advertisementPacket(three, { priority: 254, source, identification: 1 }), packetOf(pair.threeAddresses));
  const open = vrrpInstance({
    virtualRouterId: 52,
    authentication: { type: "none" },
    virtualAddresses: [virtualAddress("172.16.99.1")],
  });
  t.same(advertisementPacket(open, { priority: 150, source, identification: 1 }), packetOf(pair.unauthenticated));
});

t.test("a password longer than 8 bytes is cut, a shorter one padded", async (t) => {
  const data = (text: string) =>
    authenticationOf(vrrpInstance({ authentication: { type: "PASS", secret: new Secret(text) } })).authenticationData;
  t.same(data("123456789"), Buffer.from("12345678"));
  t.same(data("ab"), Buffer.from("ab\0\0\0\0\0\0"));
});
