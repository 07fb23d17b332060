import t from "tap";
import { address } from "../../../lib/net/address.ts";
import { decodeIpv4, encodeIpv4 } from "../../../lib/wire/ipv4.ts";
import { packetOf, pair, scenario } from "../../fixtures/keepalived-frames.ts";

t.test("captured packets: decode equals, encode equals", async (t) => {
  const rows = [
    [scenario.first, 1, 20],
    [scenario.priorityZero, 9, 20],
    [pair.threeAddresses, 1, 28],
  ] as const;
  for (const [frame, identification, length] of rows) {
    const bytes = packetOf(frame);
    const packet = decodeIpv4(bytes);
    if (typeof packet === "string") {
      t.fail(packet);
      continue;
    }
    t.match(packet, {
      typeOfService: 0xc0,
      identification,
      timeToLive: 255,
      protocol: 112,
      source: "172.16.12.113",
      destination: "224.0.0.18",
    });
    t.equal(packet.payload.length, length);
    t.same(encodeIpv4(packet), bytes);
  }
});

t.test("padding after the total length is dropped, options are skipped", async (t) => {
  const bytes = packetOf(scenario.first);
  const padded = Uint8Array.of(...bytes, 0, 0, 0, 0, 0, 0);
  t.same(decodeIpv4(padded), decodeIpv4(bytes));

  const optioned = Uint8Array.of(...bytes.subarray(0, 20), 1, 1, 1, 1, ...bytes.subarray(20));
  optioned[0] = 0x46;
  optioned[3] = optioned.length;
  const packet = decodeIpv4(optioned);
  t.match(packet, { payload: bytes.subarray(20) });
});

t.test("a view into a larger buffer is read at its own place", async (t) => {
  const bytes = packetOf(scenario.first);
  const large = new Uint8Array(200).fill(0xa5);
  large.set(bytes, 77);
  t.same(decodeIpv4(large.subarray(77, 77 + bytes.length)), decodeIpv4(bytes));
});

t.test("every truncation is told as such", async (t) => {
  const bytes = packetOf(pair.threeAddresses);
  for (let length = 0; length < bytes.length; length++)
    t.equal(decodeIpv4(bytes.subarray(0, length)), "truncated", `${length} bytes`);
});

t.test("headers that lie are refused", async (t) => {
  const changed = (offset: number, value: number) => {
    const bytes = packetOf(scenario.first);
    bytes[offset] = value;
    return decodeIpv4(bytes);
  };
  t.equal(changed(0, 0x65), "not IPv4");
  t.equal(changed(0, 0x44), "truncated", "a header of 16 bytes");
  t.equal(changed(0, 0x4f), "truncated", "a header of 60 bytes in 40");
  t.equal(changed(3, 19), "truncated", "a total length below the header");
  t.equal(changed(6, 0x20), "fragment", "more fragments");
  t.equal(changed(7, 1), "fragment", "a later fragment");
  t.match(changed(6, 0x40), { protocol: 112 }, "don't fragment is harmless");
});

t.test("what is encoded is decoded again, for any fields", async (t) => {
  for (let i = 0; i < 256; i++) {
    const packet = {
      typeOfService: i,
      identification: i * 257,
      timeToLive: 255 - i,
      protocol: i,
      source: address(`10.${i}.0.1`),
      destination: address(`224.0.0.${i}`),
      payload: new Uint8Array(i).fill(i),
    };
    t.same(decodeIpv4(encodeIpv4(packet)), packet);
  }
});
