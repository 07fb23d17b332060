import t from "tap";
import { address } from "../../../lib/net/address.ts";
import { Secret, type VrrpInstance } from "../../../lib/vrrp/instance.ts";
import { type Judged, judge, type Rejection } from "../../../lib/vrrp/receive.ts";
import { decodeIpv4 } from "../../../lib/wire/ipv4.ts";
import { decodeAdvertisement, encodeAdvertisement } from "../../../lib/wire/vrrp.ts";
import { packetOf, pair, scenario } from "../../fixtures/keepalived-frames.ts";
import { virtualAddress, vrrpInstance } from "../../support/vrrp-instance.ts";

const source = address("172.16.12.113");

/** Judges a captured packet after `change` has had its way with the bytes of header and message. */
function judged(
  instance: VrrpInstance,
  { frame = scenario.first as string, change = (_bytes: Uint8Array): void => {}, mend = false, length = 0 } = {},
): Judged {
  const bytes = packetOf(frame);
  change(bytes);
  const packet = decodeIpv4(bytes);
  if (typeof packet === "string") throw new Error(packet);
  let payload = length === 0 ? packet.payload : packet.payload.subarray(0, length);
  const received = decodeAdvertisement(payload);
  if (mend && !("fault" in received)) payload = encodeAdvertisement(received);
  return judge(instance, packet, decodeAdvertisement(payload));
}

t.test("keepalived's packets are accepted", async (t) => {
  t.same(judged(vrrpInstance()), { accepted: { source, priority: 100, addressesDiffer: false } });
  t.same(judged(vrrpInstance(), { frame: scenario.priorityZero }), {
    accepted: { source, priority: 0, addressesDiffer: false },
  });
  const open = vrrpInstance({
    virtualRouterId: 52,
    authentication: { type: "none" },
    virtualAddresses: [virtualAddress("172.16.99.1")],
  });
  t.same(judged(open, { frame: pair.unauthenticated }), {
    accepted: { source, priority: 150, addressesDiffer: false },
  });
});

t.test("each rule drops with its reason", async (t) => {
  const message = 20;
  const pass = (text: string) => ({ type: "PASS", secret: new Secret(text) }) as const;
  const rows: readonly (readonly [string, Judged, Rejection])[] = [
    [
      "version",
      judged(vrrpInstance(), { change: (b) => b.fill(0x31, message, message + 1) }),
      { kind: "version", version: 3 },
    ],
    ["truncated", judged(vrrpInstance(), { length: 19 }), { kind: "truncated" }],
    [
      "address count too small for the length",
      judged(vrrpInstance(), { change: (b) => b.fill(0, message + 3, message + 4) }),
      { kind: "length", length: 20, expected: 16 },
    ],
    ["TTL", judged(vrrpInstance(), { change: (b) => b.fill(254, 8, 9) }), { kind: "time to live", timeToLive: 254 }],
    [
      "authentication type",
      judged(vrrpInstance({ authentication: { type: "none" } })),
      { kind: "authentication type", theirs: 1, ours: 0 },
    ],
    ["password", judged(vrrpInstance({ authentication: pass("lbapachf") })), { kind: "password" }],
    ["a prefix of the password", judged(vrrpInstance({ authentication: pass("lbapach") })), { kind: "password" }],
    ["interval", judged(vrrpInstance({ advertInterval: 2000 })), { kind: "interval", theirs: 1, ours: 2 }],
    [
      "type",
      judged(vrrpInstance(), { change: (b) => b.fill(0x22, message, message + 1), mend: true }),
      { kind: "type", type: 2 },
    ],
    ["checksum", judged(vrrpInstance(), { change: (b) => b.fill(99, message + 2, message + 3) }), { kind: "checksum" }],
    [
      "destination",
      judged(vrrpInstance({ multicastGroup: address("224.0.0.19") })),
      { kind: "destination", destination: address("224.0.0.18") },
    ],
  ];
  for (const [name, got, rejected] of rows) t.same(got, { rejected, source }, name);
});

t.test("without authentication the 8 bytes are not compared", async (t) => {
  const open = vrrpInstance({ authentication: { type: "none" } });
  const result = judged(open, { change: (b) => b.fill(0, 24, 25), mend: true });
  t.match(result, { accepted: { priority: 100 } });
});

t.test("keepalived's order: time to live, authentication, interval, type, checksum", async (t) => {
  const bad = { ttl: 1, auth: 24, interval: 25, type: 20, checksum: 26 };
  const instance = vrrpInstance();
  const order = [
    ["time to live", [bad.ttl, bad.auth, bad.interval, bad.type, bad.checksum]],
    ["authentication type", [bad.auth, bad.interval, bad.type, bad.checksum]],
    ["interval", [bad.interval, bad.type, bad.checksum]],
    ["type", [bad.type, bad.checksum]],
    ["checksum", [bad.checksum]],
  ] as const;
  for (const [kind, offsets] of order) {
    const result = judged(instance, {
      change: (b) => {
        for (const offset of offsets) {
          if (offset === bad.ttl) b[8] = 1;
          else b[offset] = offset === bad.type ? 0x22 : 9;
        }
      },
    });
    t.match(result, { rejected: { kind } }, kind);
  }
});

t.test("another address list is accepted and told; another order is the same list", async (t) => {
  const both = ["172.16.12.110", "10.1.2.3"].map((text) => virtualAddress(text));
  t.match(judged(vrrpInstance({ virtualAddresses: both })), { accepted: { addressesDiffer: true } });
  t.match(judged(vrrpInstance({ virtualAddresses: [virtualAddress("172.16.12.111")] })), {
    accepted: { addressesDiffer: true },
  });
  const three = ["10.1.2.3", "172.16.12.111", "172.16.12.110"].map((text) => virtualAddress(text));
  const instance = vrrpInstance({
    advertInterval: 2000,
    authentication: { type: "PASS", secret: new Secret("abc") },
    virtualAddresses: three,
  });
  t.match(judged(instance, { frame: pair.threeAddresses }), { accepted: { addressesDiffer: false } });
});
