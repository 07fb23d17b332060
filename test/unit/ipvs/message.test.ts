import t from "tap";
import type { Action } from "../../../lib/ipvs/control.ts";
import { daemonsRequest, decodeDaemon, decodeTimeouts, timeoutsRequest } from "../../../lib/ipvs/control-message.ts";
import {
  changeRequest,
  decodeDestination,
  decodeInfo,
  decodeService,
  destinationsRequest,
  infoRequest,
  serviceRequest,
} from "../../../lib/ipvs/message.ts";
import type { ServiceKey } from "../../../lib/ipvs/model.ts";
import { address } from "../../../lib/net/address.ts";
import { NetlinkError } from "../../../lib/netlink/errors.ts";
import type { NetlinkMessage } from "../../../lib/netlink/message.ts";
import { hex } from "../../support/hex.ts";
import { answerOf, bodyOf } from "../../support/netlink-messages.ts";
import { random } from "../../support/random.ts";

/** Bytes below are of a little-endian machine; attributes are length, type (0x8000 marks a nest), value, padding. */
const family = 0x1d;

const web: ServiceKey = { kind: "address", protocol: "tcp", address: address("10.0.0.1"), port: 80 };
const webKey = `0600 0100 0200 0000  0600 0200 0600 0000
  1400 0300 0a000001 00000000 00000000 00000000  0600 0400 0050 0000`;
const mark: ServiceKey = { kind: "fwmark", family: "inet6", fwmark: 0x80000001 };
const markKey = "0600 0100 0a00 0000  0800 0500 01000080";

function reply(body: string): NetlinkMessage {
  return answerOf(family, hex(body));
}

t.test("requests: bytes of each command", async (t) => {
  const rows: readonly (readonly [string, Action, string])[] = [
    ["clear", { do: "clear" }, "11 01 0000"],
    ["delete a service", { do: "delete-service", service: web }, `03 01 0000  3000 0180 ${webKey}`],
    ["delete a mark", { do: "delete-service", service: mark }, `03 01 0000  1400 0180 ${markKey}`],
    [
      "add a service",
      { do: "add-service", service: web, settings: { scheduler: "wlc", onePacket: false, schedulerFlags: 0 } },
      `01 01 0000  5400 0180 ${webKey}
       0800 0600 776c6300  0c00 0700 00000000 ffffffff  0800 0800 00000000  0800 0900 ffffffff`,
    ],
    [
      "edit a mark, with everything",
      {
        do: "edit-service",
        service: mark,
        settings: {
          scheduler: "mh",
          persistenceTimeout: 300,
          netmask: "64",
          onePacket: true,
          schedulerFlags: 0x10,
          persistenceEngine: "sip",
        },
      },
      `02 01 0000  4000 0180 ${markKey}
       0700 0600 6d680000  0c00 0700 15000000 ffffffff  0800 0800 2c010000  0800 0900 40000000  0800 0b00 73697000`,
    ],
    [
      "an IPv4 netmask is in network order",
      {
        do: "edit-service",
        service: web,
        settings: { scheduler: "rr", netmask: "255.255.240.0", onePacket: false, schedulerFlags: 0 },
      },
      `02 01 0000  5400 0180 ${webKey}
       0700 0600 72720000  0c00 0700 00000000 ffffffff  0800 0800 00000000  0800 0900 fffff000`,
    ],
    [
      "add a destination",
      {
        do: "add-destination",
        service: web,
        destination: { address: address("10.0.0.2"), port: 8080 },
        settings: { forwarding: "masquerade", weight: 7, upperThreshold: 9, lowerThreshold: 3 },
      },
      `05 01 0000  3000 0180 ${webKey}  4800 0280
       1400 0100 0a000002 00000000 00000000 00000000  0600 0200 1f90 0000  0600 0b00 0200 0000
       0800 0300 00000000  0800 0400 07000000  0800 0500 09000000  0800 0600 03000000`,
    ],
    [
      "edit a destination of the other family in a tunnel",
      {
        do: "edit-destination",
        service: web,
        destination: { address: address("2001:db8::2"), port: 80 },
        settings: {
          forwarding: "tunnel",
          weight: 1,
          upperThreshold: 0,
          lowerThreshold: 0,
          tunnel: { type: "gue", port: 6080, checksum: "remote" },
        },
      },
      `06 01 0000  3000 0180 ${webKey}  6000 0280
       1400 0100 20010db8 00000000 00000000 00000002  0600 0200 0050 0000  0600 0b00 0a00 0000
       0800 0300 02000000  0800 0400 01000000  0800 0500 00000000  0800 0600 00000000
       0500 0d00 01000000  0600 0e00 17c0 0000  0600 0f00 0200 0000`,
    ],
    [
      "delete a destination",
      { do: "delete-destination", service: mark, destination: { address: address("10.0.0.2"), port: 0 } },
      `07 01 0000  1400 0180 ${markKey}  2800 0280
       1400 0100 0a000002 00000000 00000000 00000000  0600 0200 0000 0000  0600 0b00 0200 0000`,
    ],
    ["zero all counters", { do: "zero" }, "10 01 0000"],
    ["zero a mark's counters", { do: "zero", service: mark }, `10 01 0000  1400 0180 ${markKey}`],
    [
      "set timeouts",
      { do: "set-timeouts", timeouts: { tcp: 900, tcpFin: 0, udp: 2678400 } },
      "0c 01 0000  0800 0400 84030000  0800 0500 00000000  0800 0600 80de2800",
    ],
    [
      "start a daemon with the kernel's defaults",
      { do: "start-daemon", daemon: { state: "master", interface: "lo", syncId: 7 } },
      "09 01 0000  1c00 0380  0800 0100 01000000  0700 0200 6c6f0000  0800 0300 07000000",
    ],
    [
      "start a daemon with everything: its port is in host order",
      {
        do: "start-daemon",
        daemon: {
          state: "backup",
          interface: "lo",
          syncId: 255,
          maxLength: 1452,
          group: address("ff05::51"),
          port: 8848,
          ttl: 5,
        },
      },
      `09 01 0000  4800 0380  0800 0100 02000000  0700 0200 6c6f0000  0800 0300 ff000000
       0600 0400 ac05 0000  1400 0600 ff050000 00000000 00000000 00000051  0600 0700 9022 0000  0500 0800 05000000`,
    ],
    ["stop a daemon", { do: "stop-daemon", state: "backup" }, "0a 01 0000  0c00 0380  0800 0100 02000000"],
  ];
  for (const [what, change, bytes] of rows) {
    const request = changeRequest(family, change);
    t.equal(request.type, family);
    t.equal(bodyOf(request).toString("hex"), hex(bytes).toString("hex"), what);
  }
  t.same(bodyOf(infoRequest(family)), hex("0f 01 0000"));
  t.same(bodyOf(timeoutsRequest(family)), hex("0d 01 0000"));
  t.same(bodyOf(daemonsRequest(family)), hex("0b 01 0000"));
  t.same(bodyOf(serviceRequest(family)), hex("04 01 0000"));
  t.same(bodyOf(serviceRequest(family, mark)), hex(`04 01 0000 1400 0180 ${markKey}`));
  t.same(bodyOf(destinationsRequest(family, mark)), hex(`08 01 0000 1400 0180 ${markKey}`));
});

t.test("timeouts and daemons are read", async (t) => {
  const timeouts = "0c 01 0000  0800 0400 84030000  0800 0500 78000000  0800 0600 2c010000";
  t.same(decodeTimeouts(reply(timeouts)), { tcp: 900, tcpFin: 120, udp: 300 });
  const old = "0800 0100 01000000  0700 0200 6c6f0000  0800 0300 07000000";
  t.same(
    decodeDaemon(reply(`09 01 0000  1c00 0300  ${old}`)),
    { state: "master", interface: "lo", syncId: 7, maxLength: 0, group: "224.0.0.81", port: 8848, ttl: 1 },
    "a kernel that tells no more",
  );
  t.same(
    decodeDaemon(
      reply(`09 01 0000  3c00 0300  ${old}
        0600 0400 ac05 0000  0800 0500 ef010203  0600 0700 9022 0000  0500 0800 05000000`),
    ),
    { state: "master", interface: "lo", syncId: 7, maxLength: 1452, group: "239.1.2.3", port: 8848, ttl: 5 },
  );
  for (const bytes of ["0c 01 0000", "0c 01 0000  0600 0400 84030000"])
    t.throws(() => decodeTimeouts(reply(bytes)), NetlinkError);
  for (const bytes of ["09 01 0000", "09 01 0000  0400 0300", `09 01 0000  1800 0300  ${old.slice(0, 42)}`])
    t.throws(() => decodeDaemon(reply(bytes)), NetlinkError);
});

const noCounters = {
  connections: 0n,
  inPackets: 0n,
  outPackets: 0n,
  inBytes: 0n,
  outBytes: 0n,
  connectionRate: 0n,
  inPacketRate: 0n,
  outPacketRate: 0n,
  inByteRate: 0n,
  outByteRate: 0n,
};

t.test("the version and the size of the connection table", async (t) => {
  const info = decodeInfo(reply("0e 01 0000  0800 0100 01020100  0800 0200 00100000"));
  t.same(info, { version: "1.2.1", connectionTableSize: 4096 });
});

/** Answers carry nests without their bit, and the flag "hashed" (2), which is the kernel's own. */
t.test("services as the kernel answers", async (t) => {
  const plain = `0700 0600 72720000  0c00 0700 02000000 ffffffff  0800 0800 00000000  0800 0900 ffffffff`;
  const service = decodeService(reply(`01 01 0000  5400 0100 ${webKey} ${plain}`));
  t.same(service, {
    key: web,
    settings: { scheduler: "rr", onePacket: false, schedulerFlags: 0 },
    counters: noCounters,
  });
  const gre = decodeService(reply(`01 01 0000  5400 0100 ${webKey.replace("0200 0600", "0200 2f00")} ${plain}`));
  t.equal(gre.key.kind === "address" && gre.key.protocol, "protocol-47", "a foreign protocol keeps its number");
  const full = decodeService(
    reply(`01 01 0000  4000 0100 ${markKey}
      0700 0600 73680000  0c00 0700 3f000000 ffffffff  0800 0800 2c010000  0800 0900 40000000  0800 0b00 73697000`),
  );
  t.same(full.key, mark);
  t.same(full.settings, {
    scheduler: "sh",
    persistenceTimeout: 300,
    netmask: "64",
    onePacket: true,
    schedulerFlags: 0x38,
    persistenceEngine: "sip",
  });
});

t.test("destinations as the kernel answers", async (t) => {
  const start = `1400 0100 0a000002 00000000 00000000 00000000  0600 0200 0050 0000`;
  const numbers = `0800 0400 ffffffff  0800 0500 09000000  0800 0600 03000000
    0800 0700 01000000  0800 0800 02000000  0800 0900 04000000`;
  const of = (middle: string, length: string) => reply(`05 01 0000  ${length} 0200 ${start} ${middle} ${numbers}`);
  const old = decodeDestination(of("0800 0300 03010000", "5800"), web);
  t.same(old, {
    key: { address: "10.0.0.2", port: 80 },
    settings: { forwarding: "direct", weight: -1, upperThreshold: 9, lowerThreshold: 3 },
    activeConnections: 1,
    inactiveConnections: 2,
    persistentConnections: 4,
    counters: noCounters,
  });
  const gue = decodeDestination(
    of("0600 0b00 0200 0000 0800 0300 02000000 0500 0d00 01000000 0600 0e00 17c0 0000 0600 0f00 0100 0000", "7800"),
    mark,
  );
  t.equal(gue.key.address, "10.0.0.2", "its own family, not the service's");
  t.same(gue.settings.tunnel, { type: "gue", port: 6080, checksum: "checksum" });
  t.equal(decodeDestination(of("0800 0300 05000000", "5800"), web).settings.forwarding, "method-5");
  t.equal(decodeDestination(of("0800 0300 01000000", "5800"), web).settings.forwarding, "local");
});

t.test("64-bit counters are preferred, the older ones are read where there are no others", async (t) => {
  const settings = `0700 0600 72720000  0c00 0700 00000000 ffffffff  0800 0800 00000000  0800 0900 ffffffff`;
  const old = "1800 0a00  0800 0100 07000000  0c00 0400 0000000001000000";
  const wide = "1800 0c00  0400 0b00  0c00 0100 0100000001000000 0400 0b00";
  const only = decodeService(reply(`01 01 0000  6c00 0100 ${webKey} ${settings} ${old}`));
  t.same(only.counters, { ...noCounters, connections: 7n, inBytes: 0x1_0000_0000n });
  const both = decodeService(reply(`01 01 0000  8400 0100 ${webKey} ${settings} ${old} ${wide}`));
  t.same(both.counters, { ...noCounters, connections: 0x1_0000_0001n });
});

t.test("a destination's counters are read unless they are not wanted", async (t) => {
  const numbers = `0800 0300 03000000  0800 0400 01000000  0800 0500 00000000  0800 0600 00000000
    0800 0700 05000000  0800 0800 06000000`;
  const place = "1400 0100 0a000002 00000000 00000000 00000000  0600 0200 0050 0000";
  const sent = reply(`05 01 0000  5c00 0200 ${place} ${numbers} 0c00 0a00 0800 0100 07000000`);
  const read = decodeDestination(sent, web);
  t.same(read.counters, { ...noCounters, connections: 7n });
  t.same(decodeDestination(sent, web, "without counters"), { ...read, counters: noCounters });
});

t.test("damaged answers are malformed, whatever is damaged", async (t) => {
  const good = hex(`01 01 0000  5400 0100 ${webKey}
    0700 0600 72720000  0c00 0700 02000000 ffffffff  0800 0800 00000000  0800 0900 ffffffff`);
  const decoders = [
    decodeInfo,
    decodeService,
    (message: NetlinkMessage) => decodeDestination(message, web),
    (message: NetlinkMessage) => decodeDestination(message, mark),
  ];
  const survives = (data: Buffer, what: string): void => {
    for (const decode of decoders) {
      try {
        decode(answerOf(family, data));
      } catch (error) {
        if (!(error instanceof NetlinkError) || error.kind !== "malformed") t.fail(`${what}: ${error}`);
      }
    }
  };
  for (let length = 0; length < good.length; length++) {
    survives(good.subarray(0, length), `cut to ${length}`);
    t.throws(() => decodeService(answerOf(family, good.subarray(0, length))));
  }
  const below = random(99);
  for (let round = 0; round < 20_000; round++) {
    const damaged = Buffer.from(good);
    for (let flips = 1 + below(4); flips > 0; flips--) damaged[below(damaged.length)] = below(256);
    survives(damaged, damaged.toString("hex"));
  }
});
