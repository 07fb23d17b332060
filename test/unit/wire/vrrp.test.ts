import t from "tap";
import { address } from "../../../lib/net/address.ts";
import {
  type Advertisement,
  decodeAdvertisement,
  encodeAdvertisement,
  type ReceivedAdvertisement,
} from "../../../lib/wire/vrrp.ts";
import { packetOf, pair, scenario } from "../../fixtures/keepalived-frames.ts";
import { random } from "../../support/random.ts";

const message = (frame: string) => packetOf(frame).subarray(20);
const ascii = (text: string) => Uint8Array.from(Buffer.from(text.padEnd(8, "\0"), "latin1"));
const decoded = (bytes: Uint8Array): ReceivedAdvertisement => {
  const result = decodeAdvertisement(bytes);
  if ("fault" in result) throw new Error(JSON.stringify(result));
  return result;
};

const rows: readonly (readonly [string, string, Advertisement])[] = [
  [
    "password",
    scenario.first,
    {
      type: 1,
      virtualRouterId: 12,
      priority: 100,
      authenticationType: 1,
      interval: 1,
      addresses: [address("172.16.12.110")],
      authenticationData: ascii("lbapache"),
    },
  ],
  [
    "priority 0",
    scenario.priorityZero,
    {
      type: 1,
      virtualRouterId: 12,
      priority: 0,
      authenticationType: 1,
      interval: 1,
      addresses: [address("172.16.12.110")],
      authenticationData: ascii("lbapache"),
    },
  ],
  [
    "three addresses, a short password",
    pair.threeAddresses,
    {
      type: 1,
      virtualRouterId: 51,
      priority: 254,
      authenticationType: 1,
      interval: 2,
      addresses: [address("172.16.12.110"), address("172.16.12.111"), address("10.1.2.3")],
      authenticationData: ascii("abc"),
    },
  ],
  [
    "no authentication, still 8 bytes of it",
    pair.unauthenticated,
    {
      type: 1,
      virtualRouterId: 52,
      priority: 150,
      authenticationType: 0,
      interval: 1,
      addresses: [address("172.16.99.1")],
      authenticationData: new Uint8Array(8),
    },
  ],
];

for (const [name, frame, value] of rows)
  t.test(`captured: ${name}`, async (t) => {
    const bytes = message(frame);
    t.same(decodeAdvertisement(bytes), { ...value, checksumRight: true });
    t.same(encodeAdvertisement(value), bytes);
    t.same(decodeAdvertisement(encodeAdvertisement(value)), { ...value, checksumRight: true });
  });

t.test("every truncation length of every capture is a fault, never a value", async (t) => {
  for (const [, frame, value] of rows) {
    const bytes = message(frame);
    for (let length = 0; length < bytes.length; length++) {
      const known = length >= 2 ? { virtualRouterId: value.virtualRouterId } : {};
      t.same(decodeAdvertisement(bytes.subarray(0, length)), { fault: "truncated", ...known }, `${length} bytes`);
    }
  }
});

t.test("too long a message is told with both lengths", async (t) => {
  const bytes = Uint8Array.of(...message(scenario.first), 0);
  t.same(decodeAdvertisement(bytes), { fault: "length", virtualRouterId: 12, length: 21, expected: 20 });
});

t.test("another version is told before anything whose place depends on it", async (t) => {
  const bytes = message(scenario.first);
  bytes[0] = 0x31;
  t.same(decodeAdvertisement(bytes), { fault: "version", virtualRouterId: 12, version: 3 });
  t.same(decodeAdvertisement(bytes.subarray(0, 12)), { fault: "version", virtualRouterId: 12, version: 3 });
});

t.test("a type other than ADVERTISEMENT is a value", async (t) => {
  const bytes = message(scenario.first);
  bytes[0] = 0x2f;
  t.equal(decoded(bytes).type, 15);
});

t.test("one changed bit anywhere makes the checksum wrong, the length a fault, or another version", async (t) => {
  const original = message(pair.threeAddresses);
  for (let bit = 0; bit < original.length * 8; bit++) {
    const bytes = Uint8Array.from(original);
    bytes[bit >> 3] = (bytes[bit >> 3] ?? 0) ^ (1 << (bit & 7));
    const result = decodeAdvertisement(bytes);
    t.ok("fault" in result || !result.checksumRight, `bit ${bit}`);
  }
});

t.test("the decoded authentication data is a copy: a reused receive buffer does not change it", async (t) => {
  const bytes = Uint8Array.from(message(scenario.first));
  const { authenticationData } = decoded(bytes);
  bytes.fill(0);
  t.same(authenticationData, ascii("lbapache"));
});

t.test("random bytes never throw and never yield more than they hold", async (t) => {
  const next = random(20338);
  for (let i = 0; i < 20_000; i++) {
    const bytes = Uint8Array.from({ length: next(64) }, () => next(256));
    if (bytes.length > 0 && next(2) === 0) bytes[0] = 0x21;
    const result = decodeAdvertisement(bytes);
    if (!("fault" in result)) t.equal(8 + 4 * result.addresses.length + 8, bytes.length);
  }
});
