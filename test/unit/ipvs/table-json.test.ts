/** The table's JSON: what is written is read back the same, and what is wrong is named with its path. */

import t from "tap";
import { jsonText } from "../../../lib/diag/json.ts";
import type { ServiceState } from "../../../lib/ipvs/model.ts";
import { listingRecord, tableRecord } from "../../../lib/ipvs/table-json.ts";
import { readTable } from "../../../lib/ipvs/table-json-reader.ts";
import { address } from "../../../lib/net/address.ts";
import { random } from "../../support/random.ts";
import { randomStates } from "../../support/random-states.ts";

const counters = {
  connections: 9_007_199_254_740_993n,
  inPackets: 1n,
  outPackets: 0n,
  inBytes: 2n,
  outBytes: 0n,
  connectionRate: 0n,
  inPacketRate: 0n,
  outPacketRate: 0n,
  inByteRate: 0n,
  outByteRate: 0n,
};

function faultsOf(value: unknown): string[] {
  const read = readTable(value);
  return "faults" in read ? read.faults.map(({ path, message }) => `${path}: ${message}`) : [];
}

const http = { protocol: "tcp", address: "10.0.0.1", port: 80 };

t.test("a table reads back as it was written", async (t) => {
  const below = random(2026);
  for (let round = 0; round < 200; round++) {
    const services = randomStates(below);
    t.same(readTable(JSON.parse(jsonText(tableRecord(services)))), { services }, `round ${round}`);
  }
});

t.test("a listing is a table too; its counters keep all their digits and are not read", async (t) => {
  const key = { kind: "address", ...http, protocol: "tcp", address: address("10.0.0.1") } as const;
  const settings = { scheduler: "sh", onePacket: false, schedulerFlags: 0x10 };
  const destination = {
    key: { address: address("10.0.1.1"), port: 80 },
    settings: { forwarding: "direct", weight: 1, upperThreshold: 0, lowerThreshold: 0 },
  } as const;
  const text = jsonText(
    listingRecord({ version: "1.2.1", connectionTableSize: 4096 }, [
      {
        service: { key, settings, counters },
        destinations: [
          { ...destination, activeConnections: 3, inactiveConnections: 4, persistentConnections: 5, counters },
        ],
      },
    ]),
  );
  t.match(
    text,
    '{"version":"1.2.1","connectionTableSize":4096,"services":[{"protocol":"tcp","address":"10.0.0.1","port":80,' +
      '"scheduler":"sh","schedulerFlags":["sh-port"],"persistenceTimeout":null,"persistenceEngine":null,' +
      '"netmask":"255.255.255.255","onePacket":false,"counters":{"connections":9007199254740993,',
  );
  t.match(
    text,
    '"activeConnections":3,"inactiveConnections":4,"persistentConnections":5,"counters":{"connections":9007',
  );
  const wanted: ServiceState = { key, settings, destinations: [destination] };
  t.same(readTable(JSON.parse(text)), { services: [wanted] });
});

t.test("what is left out has ipvsadm's defaults", async (t) => {
  const services = [
    { ...http, destinations: [{ address: "10.0.1.1" }] },
    { fwmark: 7, destinations: [{ address: "10.0.1.1" }] },
  ];
  const settings = { scheduler: "wlc", onePacket: false, schedulerFlags: 0 };
  const server = { forwarding: "direct", weight: 1, upperThreshold: 0, lowerThreshold: 0 };
  t.same(readTable({ services }), {
    services: [
      {
        key: { kind: "address", ...http },
        settings,
        destinations: [{ key: { address: "10.0.1.1", port: 80 }, settings: server }],
      },
      {
        key: { kind: "fwmark", family: "inet", fwmark: 7 },
        settings,
        destinations: [{ key: { address: "10.0.1.1", port: 0 }, settings: server }],
      },
    ],
  });
  t.same(readTable({ services: [] }), { services: [] });
});

const server = { address: "10.0.1.1" };
const wrong: readonly (readonly [string, unknown, readonly string[]])[] = [
  ["no object", [], ["$: a list is not an object"]],
  ["nothing in it", {}, ["$: services is missing: a list"]],
  ["an unknown field", { services: [], service: [] }, ["$.service: there is no such field; did you mean services?"]],
  [
    "a slip in a destination",
    { services: [{ ...http, destinations: [server, { address: "10.0.1.2", wieght: 1 }] }] },
    ["$.services[0].destinations[1].wieght: there is no such field; did you mean weight?"],
  ],
  ["a name that is no word", { services: [], "a b\u001b": 1 }, ['$["a b\\u001b"]: there is no such field']],
  [
    "a port as text",
    { services: [{ ...http, port: "80" }] },
    ['$.services[0].port: "80" is not a whole number from 0 to 65535'],
  ],
  [
    "no port",
    { services: [{ ...http, port: null }] },
    ["$.services[0]: port is missing: a whole number from 0 to 65535"],
  ],
  [
    "half a weight",
    { services: [{ ...http, destinations: [{ ...server, weight: 0.5 }] }] },
    ["$.services[0].destinations[0].weight: 0.5 is not a whole number from 0 to 2147483647"],
  ],
  ["a host name", { services: [{ ...http, address: "www" }] }, ['$.services[0].address: "www" is not an IP address']],
  [
    "mark and address",
    { services: [{ ...http, fwmark: 1 }] },
    [
      "$.services[0].protocol: a service has either a fwmark or protocol, address and port",
      "$.services[0].address: a service has either a fwmark or protocol, address and port",
      "$.services[0].port: a service has either a fwmark or protocol, address and port",
    ],
  ],
  ["mark 0", { services: [{ fwmark: 0 }] }, ["$.services[0].fwmark: 0 is not a whole number from 1 to 4294967295"]],
  [
    "a family of an address",
    { services: [{ ...http, family: "inet" }] },
    ["$.services[0].family: only a service by fwmark has one"],
  ],
  [
    "twice",
    { services: [http, { ...http, scheduler: "rr" }] },
    ["$.services[1]: tcp 10.0.0.1:80 is there already, at $.services[0]"],
  ],
  [
    "a server twice",
    { services: [{ ...http, destinations: [server, { ...server, port: 80 }] }] },
    ["$.services[0].destinations[1]: 10.0.1.1:80 is there already, at $.services[0].destinations[0]"],
  ],
  [
    "the other family",
    { services: [{ ...http, destinations: [{ address: "2001:db8::1" }] }] },
    ["$.services[0].destinations[0].address: only forwarding by tunnel leads to an address of the other family"],
  ],
  [
    "thresholds",
    { services: [{ ...http, destinations: [{ ...server, lowerThreshold: 5 }] }] },
    ["$.services[0].destinations[0].lowerThreshold: 5 is above upperThreshold, which is 0"],
  ],
  [
    "a tunnel of none",
    { services: [{ ...http, destinations: [{ ...server, tunnel: { type: "gre" } }] }] },
    ['$.services[0].destinations[0].tunnel: forwarding "direct" takes none'],
  ],
  [
    "gue without a port",
    { services: [{ ...http, destinations: [{ ...server, forwarding: "tunnel", tunnel: { type: "gue" } }] }] },
    ["$.services[0].destinations[0].tunnel: port is missing: a whole number from 1 to 65535"],
  ],
  [
    "gre with remote checksums",
    {
      services: [
        { ...http, destinations: [{ ...server, forwarding: "tunnel", tunnel: { type: "gre", checksum: "remote" } }] },
      ],
    },
    ['$.services[0].destinations[0].tunnel.checksum: "remote" is not one of "none", "checksum"'],
  ],
  [
    "another scheduler's flag",
    { services: [{ ...http, scheduler: "rr", schedulerFlags: ["sh-port"] }] },
    ["$.services[0].schedulerFlags: sh-port is no flag of the scheduler rr"],
  ],
  ["a prefix for IPv4", { services: [{ ...http, netmask: 24 }] }, ["$.services[0].netmask: 24 is not a dotted mask"]],
  [
    "a long scheduler",
    { services: [{ ...http, scheduler: "a".repeat(16) }] },
    ['$.services[0].scheduler: "aaaaaaaaaaaaaaaa" is not a scheduler\'s name such as "wlc"'],
  ],
  [
    "protocol 300",
    { services: [{ ...http, protocol: "protocol-300" }] },
    ['$.services[0].protocol: "protocol-300" is not "tcp", "udp" or "sctp"'],
  ],
];

t.test("what is wrong is named with its path", async (t) => {
  for (const [name, value, faults] of wrong) t.same(faultsOf(value), faults, name);
});

t.test("faults are bounded, and nothing in JSON throws", async (t) => {
  t.equal(faultsOf({ services: Array.from({ length: 5000 }, () => 1) }).length, 100);
  const below = random(7);
  const odd: unknown[] = [
    null,
    0,
    -1,
    Number.POSITIVE_INFINITY,
    "",
    "x".repeat(300),
    true,
    [],
    {},
    [[]],
    { __proto__: 1 },
  ];
  const names = [
    "services",
    "protocol",
    "address",
    "port",
    "fwmark",
    "family",
    "destinations",
    "tunnel",
    "schedulerFlags",
    "netmask",
  ];
  const grow = (depth: number): unknown => {
    if (depth === 0 || below(4) === 0) return odd[below(odd.length)];
    if (below(2) === 0) return Array.from({ length: below(3) }, () => grow(depth - 1));
    return Object.fromEntries(Array.from({ length: below(6) }, () => [names[below(names.length)], grow(depth - 1)]));
  };
  for (let round = 0; round < 2000; round++) t.doesNotThrow(() => readTable({ services: grow(5) }));
});
