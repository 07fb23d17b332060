/** What the recorded runs do not have: counters that fill their columns, rates, tunnels of other tools. */

import t from "tap";
import { formats } from "../../../lib/ipvs/listing-formats.ts";
import type { Counters, Destination, Tunnel } from "../../../lib/ipvs/model.ts";
import { address } from "../../../lib/net/address.ts";

const counters: Counters = {
  connections: 1n,
  inPackets: 99_999_999n,
  outPackets: 100_000_000n,
  inBytes: 123_456_789_012n,
  outBytes: 18_446_744_073_709_551_615n,
  connectionRate: 7n,
  inPacketRate: 100_000_000n,
  outPacketRate: 0n,
  inByteRate: 100_000_000n,
  outByteRate: 999n,
};

function destination(tunnel?: Tunnel): Destination {
  const forwarding = tunnel ? "tunnel" : "direct";
  return {
    key: { address: address("10.0.0.2"), port: 80 },
    settings: { forwarding, weight: 3, upperThreshold: 0, lowerThreshold: 0, ...(tunnel ? { tunnel } : {}) },
    activeConnections: 5,
    inactiveConnections: 6,
    persistentConnections: 4,
    counters,
  };
}

t.test("counters are cut down where they do not fit, or run over where they must be exact", async (t) => {
  const { stats } = formats;
  t.equal(stats.destination(destination(), false), "        1 99999999  100000K     123G18446744T");
  t.equal(stats.destination(destination(), true), "        1 99999999 100000000 123456789012 18446744073709551615");
});

t.test("rates of connections and packets are exact in any case", async (t) => {
  const { rate } = formats;
  t.equal(rate.destination(destination(), false), "        7 100000000        0  100000K      999");
  t.equal(rate.destination(destination(), true), "        7 100000000        0 100000000      999");
});

t.test("titles stand above their columns", async (t) => {
  const service = { key: { kind: "fwmark", family: "inet", fwmark: 1 } as const, counters };
  const settings = { scheduler: "rr", onePacket: false, schedulerFlags: 0 };
  for (const format of ["stats", "rate"] as const) {
    const zero = Object.fromEntries(Object.keys(counters).map((name) => [name, 0n])) as unknown as Counters;
    const row = formats[format].service("FWM  1", { ...service, settings, counters: zero }, false);
    t.equal(row.length, formats[format].titles[0].length, format);
  }
});

t.test("tunnels", async (t) => {
  for (const [tunnel, text] of [
    [{ type: "gue", port: 65_535, checksum: "remote" }, "gue:65535:r+c"],
    [{ type: "gre", port: 0, checksum: "none" }, "gre:-c       "],
    [{ type: "type-3", port: 9, checksum: "checksum" }, "type-3:+c    "],
  ] as const)
    t.equal(
      formats["tun-info"].destination(destination(tunnel), false),
      ` Tunnel  ${text} 3      5          6         `,
    );
  t.equal(formats["tun-info"].destination(destination(), false), " Route   n/a           3      5          6         ");
});
