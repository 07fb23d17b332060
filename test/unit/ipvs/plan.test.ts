import t from "tap";
import type { Change, DestinationState, ServiceState } from "../../../lib/ipvs/model.ts";
import { plan } from "../../../lib/ipvs/plan.ts";
import { address } from "../../../lib/net/address.ts";
import { FakeIpvsTable } from "../../support/fake-ipvs-table.ts";
import { random } from "../../support/random.ts";

function destination(last: number, weight = 1): DestinationState {
  return {
    key: { address: address(`10.0.1.${last}`), port: 80 },
    settings: { forwarding: "direct", weight, upperThreshold: 0, lowerThreshold: 0 },
  };
}

function service(port: number, destinations: DestinationState[], scheduler = "rr"): ServiceState {
  return {
    key: { kind: "address", protocol: "tcp", address: address("10.0.0.1"), port },
    settings: { scheduler, onePacket: false, schedulerFlags: 0 },
    destinations,
  };
}

function brief(change: Change): string {
  const port = change.do !== "clear" && change.service.kind === "address" ? ` ${change.service.port}` : "";
  const server = "destination" in change ? ` ${change.destination.address}` : "";
  const weight = "settings" in change && "weight" in change.settings ? ` w${change.settings.weight}` : "";
  return `${change.do}${port}${server}${weight}`;
}

t.test("an empty table is filled service by service, each with its destinations at once", async (t) => {
  const wanted = [service(80, [destination(1), destination(2)]), service(81, [])];
  t.same(plan([], wanted).map(brief), [
    "add-service 80",
    "add-destination 80 10.0.1.1 w1",
    "add-destination 80 10.0.1.2 w1",
    "add-service 81",
  ]);
});

t.test("within a service: settings, new, changed, drained, gone; services that go come last", async (t) => {
  const current = [
    service(79, [destination(9)]),
    service(80, [destination(1), destination(2), destination(3), destination(4)]),
  ];
  const wanted = [service(80, [destination(1, 0), destination(2, 5), destination(3), destination(5)], "wrr")];
  t.same(plan(current, wanted).map(brief), [
    "edit-service 80",
    "add-destination 80 10.0.1.5 w1",
    "edit-destination 80 10.0.1.2 w5",
    "edit-destination 80 10.0.1.1 w0",
    "delete-destination 80 10.0.1.4",
    "delete-service 79",
  ]);
});

t.test("what the kernel reports in another spelling is no change", async (t) => {
  const [rr] = [service(80, [destination(1)])];
  if (rr === undefined) return;
  const spelled: ServiceState = {
    ...rr,
    settings: { ...rr.settings, netmask: "255.255.255.255", persistenceEngine: "" },
    destinations: rr.destinations.map((one) => ({
      ...one,
      settings: { ...one.settings, tunnel: { type: "ipip", port: 0, checksum: "none" } },
    })),
  };
  t.same(plan([rr], [spelled]), []);
  t.same(plan([spelled], [rr]), []);
  const masked = { ...rr, settings: { ...rr.settings, netmask: "255.255.255.0" } };
  t.same(plan([masked], [rr]), [], "the netmask of what does not persist, which -S does not print");
});

t.test("each setting by itself is a change", async (t) => {
  const base = service(80, [destination(1)]);
  const edits = [
    { scheduler: "wlc" },
    { persistenceTimeout: 50 },
    { onePacket: true },
    { schedulerFlags: 8 },
    { persistenceEngine: "sip" },
  ];
  for (const edit of edits) {
    const wanted = { ...base, settings: { ...base.settings, ...edit } };
    t.same(plan([base], [wanted]).map(brief), ["edit-service 80"], JSON.stringify(edit));
  }
  const masked = (settings: object) => ({ ...base, settings: { ...base.settings, ...settings } });
  const netmask = "255.255.255.0";
  const persistenceTimeout = 50;
  t.equal(plan([masked({ persistenceTimeout })], [masked({ persistenceTimeout, netmask })]).length, 1, "a netmask");
  const server = destination(1);
  const serverEdits = [
    { forwarding: "masquerade" as const },
    { weight: 2 },
    { upperThreshold: 5 },
    { upperThreshold: 5, lowerThreshold: 2 },
  ];
  for (const edit of serverEdits) {
    const wanted = service(80, [{ ...server, settings: { ...server.settings, ...edit } }]);
    t.equal(plan([base], [wanted]).length, 1, JSON.stringify(edit));
  }
  const tunnelled = (port: number) =>
    service(80, [
      {
        ...server,
        settings: { ...server.settings, forwarding: "tunnel", tunnel: { type: "gue", port, checksum: "none" } },
      },
    ]);
  t.equal(plan([tunnelled(1)], [tunnelled(2)]).length, 1, "the port of a tunnel");
});

function randomTable(below: (end: number) => number): ServiceState[] {
  return [80, 81, 82, 83]
    .filter(() => below(10) < 7)
    .map((port) => {
      const servers = [1, 2, 3, 4].filter(() => below(10) < 6);
      const destinations = servers.map((last) => destination(last, [0, 1, 1, 2][below(4)]));
      return service(port, destinations, ["rr", "wrr"][below(2)]);
    });
}

/** Order of entries is the kernel's business. */
function canonical(table: readonly ServiceState[]): string[] {
  return table
    .map((one) => JSON.stringify({ ...one, destinations: one.destinations.map((d) => JSON.stringify(d)).sort() }))
    .sort();
}

async function tableHolding(states: readonly ServiceState[]): Promise<FakeIpvsTable> {
  const table = new FakeIpvsTable();
  table.foreign(...plan([], states));
  return table;
}

const serves = (one: ServiceState | undefined) =>
  one?.destinations.some(({ settings }) => settings.weight > 0) ?? false;
const portOf = (one: ServiceState) => (one.key.kind === "address" ? one.key.port : 0);

t.test("any table becomes any other, without refusal, once, and serving all the way", async (t) => {
  const below = random(20260717);
  for (let round = 0; round < 300; round++) {
    const from = randomTable(below);
    const to = randomTable(below);
    const table = await tableHolding(from);
    const steady = [80, 81, 82, 83].filter((port) =>
      [from, to].every((state) => serves(state.find((one) => portOf(one) === port))),
    );
    for (const change of plan(table.state(), to)) {
      const [result] = await table.apply([change]);
      t.ok(result?.ok, `round ${round}: ${brief(change)} is done`);
      const idle = steady.find((port) => !serves(table.state().find((one) => portOf(one) === port)));
      t.equal(idle, undefined, `round ${round}: nothing stops serving after ${brief(change)}`);
    }
    t.same(canonical(table.state()), canonical(to), `round ${round} arrives`);
    t.same(plan(table.state(), to), [], `round ${round}: a second plan is empty`);
  }
});
