/** The replay against the table in memory that has the kernel's rules: random lists of changes, the same table, the same refusals. */

import t from "tap";
import type { Change, ServiceKey } from "../../../lib/ipvs/model.ts";
import { plan } from "../../../lib/ipvs/plan.ts";
import { replay } from "../../../lib/ipvs/replay.ts";
import { address } from "../../../lib/net/address.ts";
import { FakeIpvsTable } from "../../support/fake-ipvs-table.ts";
import { random } from "../../support/random.ts";

const services: readonly ServiceKey[] = [
  { kind: "fwmark", family: "inet", fwmark: 7 },
  { kind: "fwmark", family: "inet6", fwmark: 7 },
  { kind: "address", protocol: "tcp", address: address("10.0.0.1"), port: 80 },
];

function randomChange(below: (end: number) => number): Change {
  const service = services[below(services.length)] ?? { kind: "fwmark", family: "inet", fwmark: 1 };
  const settings = { scheduler: below(2) === 0 ? "rr" : "wlc", onePacket: false, schedulerFlags: 0 };
  const destination = { address: address(`10.0.0.${2 + below(3)}`), port: 80 };
  const server = {
    forwarding: "tunnel",
    weight: below(3),
    upperThreshold: below(2),
    lowerThreshold: below(2),
  } as const;
  switch (below(13)) {
    case 0:
      return { do: "delete-service", service };
    case 1:
    case 2:
      return { do: "edit-service", service, settings };
    case 3:
    case 4:
    case 5:
      return { do: "add-service", service, settings };
    case 6:
    case 7:
      return { do: "delete-destination", service, destination };
    case 8:
    case 9:
      return { do: "edit-destination", service, destination, settings: server };
    case 10:
      return below(6) === 0 ? { do: "clear" } : { do: "add-service", service, settings };
    default:
      return { do: "add-destination", service, destination, settings: server };
  }
}

t.test("replayed, a list of changes does what it does to the table", async (t) => {
  const below = random(815);
  for (let round = 0; round < 200; round++) {
    const changes = Array.from({ length: 40 }, () => randomChange(below));
    const half = 20;
    const table = new FakeIpvsTable();
    await table.apply(changes.slice(0, half));
    const before = table.state();
    const results = await table.apply(changes.slice(half));
    const replayed = replay(before, changes.slice(half));
    t.same(plan(replayed.table, table.state()), [], `round ${round}`);
    t.same(
      replayed.refusals.map(({ index, code }) => [index, code]),
      results.flatMap((result, i) => (result.ok ? [] : [[i, result.code]])),
      `round ${round}`,
    );
  }
});

t.test("the table given is left alone", async (t) => {
  const table = [
    {
      key: services[0] as ServiceKey,
      settings: { scheduler: "rr", onePacket: false, schedulerFlags: 0 },
      destinations: [],
    },
  ];
  replay(table, [{ do: "clear" }]);
  t.equal(table.length, 1);
});
