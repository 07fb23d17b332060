import t from "tap";
import { desiredTable } from "../../../lib/director/desired.ts";
import type { RealServer, VirtualServer } from "../../../lib/director/model.ts";
import type { ServiceState } from "../../../lib/ipvs/model.ts";
import { plan } from "../../../lib/ipvs/plan.ts";
import { address } from "../../../lib/net/address.ts";
import { plainServer, plainService } from "../../support/director.ts";

const vip = address("172.16.12.110");

function realServer(host: string, port: number, weight = 1): RealServer {
  return { endpoint: { address: address(host), port }, weight, checks: [], policy: plainServer };
}

function virtualServer(over: Partial<VirtualServer> = {}): VirtualServer {
  return {
    key: { kind: "address", protocol: "tcp", address: vip, port: 80 },
    scheduler: "wlc",
    forwarding: { method: "DR" },
    realServers: [realServer("172.16.12.111", 80, 10), realServer("172.16.12.112", 80, 10)],
    policy: plainService,
    ...over,
  };
}

function only(over: Partial<VirtualServer>): ServiceState {
  const [service] = desiredTable([virtualServer(over)], () => true);
  if (service === undefined) throw new Error("no service");
  return service;
}

t.test("a group is as many services, with the same real servers", async (t) => {
  const [first, second, ...rest] = desiredTable(
    [
      virtualServer({
        group: { name: "web", others: [{ kind: "address", protocol: "tcp", address: vip, port: 443 }] },
      }),
    ],
    (_, { endpoint }) => endpoint.address.endsWith("2"),
  );
  t.equal(rest.length, 0);
  t.match(first?.key, { port: 80 });
  t.match(second?.key, { port: 443 });
  t.strictSame(second?.settings, first?.settings);
  const destination = (port: number) => [{ address: "172.16.12.112", port }];
  t.strictSame(
    first?.destinations.map(({ key }) => key),
    destination(80),
  );
  t.strictSame(
    second?.destinations.map(({ key }) => key),
    destination(443),
    "with DR the port is the service's",
  );
});

t.test("scenario 01: wlc persistent 50, two servers of weight 10 by direct routing", async (t) => {
  const settings = { forwarding: "direct", weight: 10, upperThreshold: 0, lowerThreshold: 0 };
  t.same(
    desiredTable([virtualServer({ persistenceTimeout: 50 })], () => true),
    [
      {
        key: { kind: "address", protocol: "tcp", address: vip, port: 80 },
        settings: { scheduler: "wlc", persistenceTimeout: 50, onePacket: false, schedulerFlags: 0 },
        destinations: [
          { key: { address: "172.16.12.111", port: 80 }, settings },
          { key: { address: "172.16.12.112", port: 80 }, settings },
        ],
      },
    ],
  );
});

t.test("servers that are down are left out, the service stays", async (t) => {
  const [service] = desiredTable([virtualServer()], (_, { endpoint }) => endpoint.address !== "172.16.12.111");
  t.same(
    service?.destinations.map(({ key }) => key.address),
    ["172.16.12.112"],
  );
  t.same(desiredTable([virtualServer()], () => false)[0]?.destinations, []);
});

t.test("methods and ports: DR and TUN deliver to the virtual server's port, NAT to the written one", async (t) => {
  const rows = [
    ["DR", 8080, "direct", 80],
    ["TUN", 8080, "tunnel", 80],
    ["NAT", 8080, "masquerade", 8080],
  ] as const;
  for (const [name, port, method, delivered] of rows) {
    const forwarding = { method: name };
    const [destination] = only({ forwarding, realServers: [realServer("10.0.0.1", port)] }).destinations;
    t.match(destination, { key: { port: delivered }, settings: { forwarding: method } }, `${name} ${port}`);
  }
});

t.test("a real server's own method and tunnel count before the virtual server's", async (t) => {
  const tunnel = { type: "gue", port: 6080, checksum: "remote" } as const;
  const { destinations } = only({
    forwarding: { method: "TUN", tunnel },
    realServers: [
      realServer("10.0.0.1", 80),
      { ...realServer("10.0.0.2", 8080), forwarding: { method: "NAT" } },
      { ...realServer("10.0.0.3", 8080), forwarding: { method: "TUN" } },
    ],
  });
  t.match(destinations, [
    { key: { port: 80 }, settings: { forwarding: "tunnel", tunnel } },
    { key: { port: 8080 }, settings: { forwarding: "masquerade" } },
    { key: { port: 80 }, settings: { forwarding: "tunnel" } },
  ]);
  t.strictSame(
    destinations.map(({ settings }) => "tunnel" in settings),
    [true, false, false],
  );
});

t.test("persistence and its mask", async (t) => {
  t.notOk("persistenceTimeout" in only({}).settings);
  t.match(only({ persistenceTimeout: 360, persistenceGranularity: "255.255.255.0" }).settings, {
    persistenceTimeout: 360,
    netmask: "255.255.255.0",
  });
});

t.test(
  "with the plan: a fresh start adds everything, the same again nothing, a dead server is one change",
  async (t) => {
    const all = desiredTable([virtualServer()], () => true);
    t.same(
      plan([], all).map((change) => change.do),
      ["add-service", "add-destination", "add-destination"],
    );
    t.same(plan(all, all), []);
    const less = desiredTable([virtualServer()], (_, { endpoint }) => endpoint.address !== "172.16.12.111");
    t.match(plan(all, less), [{ do: "delete-destination", destination: { address: "172.16.12.111", port: 80 } }]);
    t.equal(plan(all, less).length, 1);
  },
);
