/** drain and undrain on a table in memory: what is remembered, waited for and put back, and what others do meanwhile. */

import t from "tap";
import { parseServer } from "../../../lib/commands/lvsadm-server-word.ts";
import type { DestinationState, ServiceKey, ServiceState } from "../../../lib/ipvs/model.ts";
import { plan } from "../../../lib/ipvs/plan.ts";
import { address } from "../../../lib/net/address.ts";
import { fakeNames } from "../../support/fake-names.ts";
import { FakeVerbPorts } from "../../support/verb-ports.ts";

const path = "/run/drained.json";

function server(last: number, weight: number, port = 80): DestinationState {
  return {
    key: { address: address(`10.0.1.${last}`), port },
    settings: { forwarding: "masquerade", weight, upperThreshold: 7, lowerThreshold: 0 },
  };
}

function service(port: number, ...destinations: DestinationState[]): ServiceState {
  return {
    key: { kind: "address", protocol: "tcp", address: address("10.0.0.1"), port },
    settings: { scheduler: "wlc", onePacket: false, schedulerFlags: 0 },
    destinations,
  };
}

const http = service(80, server(1, 3), server(2, 1));
const https = service(443, server(1, 5, 8443), server(1, 2, 443));
const other = service(25, server(2, 1));

function machine(...services: readonly ServiceState[]): FakeVerbPorts {
  const ports = new FakeVerbPorts();
  ports.table.foreign(...plan([], services));
  return ports;
}

/** Weights by service's port and server. */
function weights(ports: FakeVerbPorts): Record<string, number> {
  const entries = ports.table
    .state()
    .flatMap(({ key, destinations }) =>
      destinations.map((one) => [
        `${key.kind === "address" ? key.port : key.fwmark} ${one.key.address}:${one.key.port}`,
        one.settings.weight,
      ]),
    );
  return Object.fromEntries(entries.sort());
}

const before = {
  "25 10.0.1.2:80": 1,
  "443 10.0.1.1:443": 2,
  "443 10.0.1.1:8443": 5,
  "80 10.0.1.1:80": 3,
  "80 10.0.1.2:80": 1,
};
const all = { ...before, "443 10.0.1.1:443": 0, "443 10.0.1.1:8443": 0, "80 10.0.1.1:80": 0 };

function setWeight(ports: FakeVerbPorts, key: ServiceKey, to: DestinationState): void {
  ports.table.foreign({ do: "edit-destination", service: key, destination: to.key, settings: to.settings });
}

t.test("drain: weight 0 wherever it serves, nothing else; undrain: as before, and nothing remembered", async (t) => {
  const ports = machine(http, https, other);
  t.same(await ports.call("drain 10.0.1.1"), {
    status: 0,
    out: `  TCP 10.0.0.1:80
    ~ 10.0.1.1:80  weight 3 → 0
  TCP 10.0.0.1:443
    ~ 10.0.1.1:443  weight 2 → 0
    ~ 10.0.1.1:8443  weight 5 → 0
10.0.1.1 has weight 0 at 3 places now; no connection is left
`,
    err: "",
  });
  t.same(weights(ports), all);
  t.ok(
    ports.table.state().every((one) => one.destinations.every(({ settings }) => settings.upperThreshold === 7)),
    "the other settings stay",
  );
  t.equal(ports.files.contents.get(path)?.mode, 0o600);
  const back = await ports.call("undrain 10.0.1.1");
  t.same([back.status, back.err], [0, ""]);
  t.match(back.out, "~ 10.0.1.1:8443  weight 0 → 5\n");
  t.ok(back.out.endsWith("\n10.0.1.1 has its weights back\n"));
  t.same(weights(ports), before);
  t.notOk(ports.files.exists(path));
  t.same(await ports.call("undrain 10.0.1.1"), {
    status: 0,
    out: "10.0.1.1 is not drained; nothing changed\n",
    err: "",
  });
});

t.test("draining twice forgets nothing", async (t) => {
  const ports = machine(http);
  await ports.call("drain 10.0.1.1");
  const asked = ports.table.asked.length;
  const again = await ports.call("drain 10.0.1.1");
  t.same(again, { status: 0, out: "10.0.1.1 has weight 0 at 1 place already; no connection is left\n", err: "" });
  t.equal(ports.table.asked.length, asked);
  await ports.call("undrain 10.0.1.1");
  t.equal(weights(ports)["80 10.0.1.1:80"], 3);
});

t.test("only the port that is named; others' weights stay remembered", async (t) => {
  const ports = machine(http, https);
  await ports.call("drain 10.0.1.1:443");
  t.match(weights(ports), { "443 10.0.1.1:443": 0, "443 10.0.1.1:8443": 5, "80 10.0.1.1:80": 3 });
  await ports.call("drain 10.0.1.2");
  await ports.call("undrain 10.0.1.1");
  t.match(weights(ports), { "443 10.0.1.1:443": 2, "80 10.0.1.2:80": 0 });
  await ports.call("undrain 10.0.1.2");
  t.equal(weights(ports)["80 10.0.1.2:80"], 1);
});

t.test("--dry-run prints and touches neither table nor file", async (t) => {
  const ports = machine(http);
  const dry = await ports.call("drain -n 10.0.1.1");
  t.same(dry.out, "  TCP 10.0.0.1:80\n    ~ 10.0.1.1:80  weight 3 → 0\ndry run: nothing was changed\n");
  t.same([ports.table.asked.length, ports.files.contents.size, ports.locks.taken], [0, 0, 0]);
  await ports.call("drain 10.0.1.1");
  const asked = ports.table.asked.length;
  t.match((await ports.call("undrain -n 10.0.1.1")).out, "weight 0 → 3\ndry run: nothing was changed\n");
  t.equal(ports.table.asked.length, asked);
  t.ok(ports.files.exists(path));
});

t.test("the weights are on disk before the first one changes", async (t) => {
  const ports = machine(http);
  ports.table.refuse = () => {
    t.match(ports.files.contents.get(path)?.text, '"weight":3');
    return undefined;
  };
  await ports.call("drain 10.0.1.1");
  const full = machine(http);
  full.files.refused.set(path, "ENOSPC");
  const { status, err } = await full.call("drain 10.0.1.1");
  t.equal(status, 1);
  t.match(err, /^lvsadm drain: cannot write \/run\/drained\.json/);
  t.same(full.table.asked, []);
});

t.test("what somebody did since: gone, given a weight, added again", async (t) => {
  const ports = machine(http, https);
  await ports.call("drain 10.0.1.1");
  ports.table.foreign(
    { do: "delete-service", service: http.key },
    { do: "delete-destination", service: https.key, destination: server(1, 0, 443).key },
    { do: "add-destination", service: https.key, destination: server(1, 0, 443).key, settings: server(1, 0).settings },
  );
  setWeight(ports, https.key, server(1, 9, 8443));
  const { status, out } = await ports.call("undrain 10.0.1.1");
  t.equal(status, 0);
  t.equal(
    out,
    "  TCP 10.0.0.1:443\n    ~ 10.0.1.1:443  weight 0 → 2\n" +
      "10.0.1.1:80 in TCP 10.0.0.1:80 is not there any more; its weight 3 is forgotten\n" +
      "10.0.1.1:8443 in TCP 10.0.0.1:443 has weight 9, which somebody gave it since; that stays, and 5 is forgotten\n" +
      "10.0.1.1 has its weights back\n",
  );
  t.notOk(ports.files.exists(path));
});

t.test("a weight that somebody gave it since is what the next drain remembers", async (t) => {
  const ports = machine(http);
  await ports.call("drain 10.0.1.1");
  setWeight(ports, http.key, server(1, 9));
  await ports.call("drain 10.0.1.1");
  await ports.call("undrain 10.0.1.1");
  t.equal(weights(ports)["80 10.0.1.1:80"], 9);
});

t.test("weight 0 that drain did not give is told, and undrain has nothing to put back", async (t) => {
  const ports = machine(service(80, server(1, 0)));
  const { status, out } = await ports.call("drain 10.0.1.1");
  t.equal(status, 0);
  t.match(out, /^TCP 10\.0\.0\.1:80 had 10\.0\.1\.1:80 at weight 0 before; undrain will leave that\n/);
  t.same(await ports.call("undrain 10.0.1.1"), {
    status: 1,
    out: "",
    err: "lvsadm undrain: no weight of 10.0.1.1 is remembered, and 10.0.1.1:80 has weight 0 in TCP 10.0.0.1:80; give it one with lvsadm -e\n",
  });
});

t.test("who is not there, who is no server, and a damaged file", async (t) => {
  const ports = machine(http);
  for (const [line, status, sentence] of [
    ["drain 10.0.1.9", 1, "no service has the real server 10.0.1.9"],
    ["drain 10.0.1.1:81", 1, "no service has the real server 10.0.1.1:81"],
    ["undrain 10.0.1.9", 1, "no service has the real server 10.0.1.9, and no weight of it is remembered"],
    ["drain", 2, "say which SERVER, such as 10.0.1.1 or 10.0.1.1:80"],
    ["drain a b", 2, 'unexpected word "b"'],
    ["drain nobody", 2, '"nobody" is neither an address nor a name that is known here'],
    ["drain 10.0.1", 2, '"10.0.1" is neither an address nor a name that is known here'],
    ["drain --timeout 5 10.0.1.1", 2, "--timeout goes with --wait"],
    ["drain --wait --timeout 5m 10.0.1.1", 2, '--timeout "5m" is not a number of seconds up to 2000000'],
  ] as const)
    t.same(await ports.call(line), { status, out: "", err: `lvsadm ${line.split(" ")[0]}: ${sentence}\n` });
  t.same(ports.table.asked, []);
  for (const text of ["", "{}", '{"version":2,"weights":[]}', '{"version":1,"weights":[{"weight":1}]}']) {
    ports.files.contents.set(path, { text, mode: 0o600 });
    const { status, err } = await ports.call("drain 10.0.1.1");
    t.equal(status, 1, text);
    t.match(err, /drained\.json, which holds .* is damaged; delete it to go on/);
  }
  t.same(ports.table.asked, []);
});

t.test("IPv6 and marks: with brackets, without a port, and only the server that is meant", async (t) => {
  const at = (last: number, weight: number): DestinationState => ({
    key: { address: address(`2001:db8::${last}`), port: 443 },
    settings: { forwarding: "direct", weight, upperThreshold: 0, lowerThreshold: 0 },
  });
  const settings = { scheduler: "wlc", onePacket: false, schedulerFlags: 0 };
  const v6: ServiceKey = { kind: "address", protocol: "tcp", address: address("2001:db8::110"), port: 443 };
  const mark: ServiceKey = { kind: "fwmark", family: "inet6", fwmark: 7 };
  for (const word of ["2001:db8::1", "[2001:db8::1]", "[2001:db8:0::1]:443"]) {
    const ports = machine(
      { key: v6, settings, destinations: [at(1, 4), at(2, 5)] },
      { key: mark, settings, destinations: [at(1, 6)] },
    );
    const { status, out } = await ports.call(`drain ${word}`);
    t.equal(status, 0, word);
    t.match(out, "  FWM 7 IPv6\n    ~ [2001:db8::1]:443  weight 6 → 0\n");
    t.match(out, "  TCP [2001:db8::110]:443\n    ~ [2001:db8::1]:443  weight 4 → 0\n");
    t.notMatch(out, "::2]");
    await ports.call(`undrain ${word}`);
    t.same(weights(ports), { "443 2001:db8::1:443": 4, "443 2001:db8::2:443": 5, "7 2001:db8::1:443": 6 });
  }
});

t.test("a name means all its addresses, each told by itself", async (t) => {
  const v6: DestinationState = { ...server(1, 4), key: { address: address("2001:db8::1"), port: 80 } };
  const mark: ServiceState = {
    key: { kind: "fwmark", family: "inet6", fwmark: 7 },
    settings: { scheduler: "wlc", onePacket: false, schedulerFlags: 0 },
    destinations: [v6],
  };
  const named = (...services: readonly ServiceState[]) =>
    Object.assign(machine(...services), { names: fakeNames("10.0.1.1 web1\n2001:db8::1 web1\n192.0.2.9 web1\n") });
  const ports = named(http, https, other, mark);
  ports.table.load(mark.key, v6.key, { activeConnections: 2 });
  t.same(await ports.call("drain web1"), {
    status: 0,
    out: `  TCP 10.0.0.1:80
    ~ 10.0.1.1:80  weight 3 → 0
  TCP 10.0.0.1:443
    ~ 10.0.1.1:443  weight 2 → 0
    ~ 10.0.1.1:8443  weight 5 → 0
  FWM 7 IPv6
    ~ [2001:db8::1]:80  weight 4 → 0
10.0.1.1 has weight 0 at 3 places now; no connection is left
2001:db8::1 has weight 0 at 1 place now; 2 active and 0 inactive connections are left
192.0.2.9 of web1 is no real server here
`,
    err: "",
  });
  t.match(weights(ports), { ...all, "7 2001:db8::1:80": 0 });
  setWeight(ports, http.key, server(1, 8));
  const again = await ports.call("drain web1:80");
  t.match(again.out, "\n10.0.1.1:80 has weight 0 at 1 place now; no connection is left\n");
  t.match(again.out, "\n[2001:db8::1]:80 has weight 0 at 1 place already; 2 active");
  t.match(again.out, "\n192.0.2.9:80 of web1 is no real server here\n");
  const json = JSON.parse((await ports.call("undrain --dry-run --json web1")).out);
  t.match(json, { server: "web1", addresses: ["10.0.1.1", "2001:db8::1", "192.0.2.9"], status: "changed" });
  t.equal(json.places.length, 4);
  setWeight(ports, mark.key, { ...v6, settings: { ...v6.settings, weight: 6 } });
  const { status, out } = await ports.call("undrain web1");
  t.equal(status, 0);
  t.ok(
    out.endsWith(
      "\n[2001:db8::1]:80 in FWM 7 IPv6 has weight 6, which somebody gave it since; that stays, and 4 is forgotten\n" +
        "10.0.1.1 has its weights back\n2001:db8::1: no weight was put back\n",
    ),
    out,
  );
  t.match(weights(ports), { ...before, "80 10.0.1.1:80": 8, "7 2001:db8::1:80": 6 });
  t.equal(
    (await named(other).call("drain web1:80")).err,
    "lvsadm drain: no service has the real server web1:80 (10.0.1.1, 2001:db8::1, 192.0.2.9)\n",
  );
});

t.test("undrain tells what has weight 0 still, beside what it put back", async (t) => {
  const ports = machine(http, https);
  setWeight(ports, https.key, server(1, 0, 443));
  await ports.call("drain 10.0.1.1");
  const { status, out } = await ports.call("undrain 10.0.1.1");
  t.equal(status, 0);
  t.ok(
    out.endsWith(
      "\n10.0.1.1:443 in TCP 10.0.0.1:443 has weight 0, and no other is remembered; give it one with lvsadm -e\n" +
        "10.0.1.1 has its weights back\n",
    ),
    out,
  );
});

t.test("all ways to write a server", async (t) => {
  const names = fakeNames("10.0.1.1 web1\n2001:db8::1 web1\n10.0.0.1 10.0.1\n");
  const web1 = { name: "web1", addresses: ["10.0.1.1", "2001:db8::1"] };
  for (const [text, wanted] of [
    ["10.0.1.1", { addresses: ["10.0.1.1"] }],
    ["10.0.1.1:80", { addresses: ["10.0.1.1"], port: 80 }],
    ["10.0.1.1:http", { addresses: ["10.0.1.1"], port: 80 }],
    ["web1", web1],
    ["web1:0", { ...web1, port: 0 }],
    ["2001:db8::1", { addresses: ["2001:db8::1"] }],
    ["[2001:DB8::1]", { addresses: ["2001:db8::1"] }],
    ["[2001:db8::1]:80", { addresses: ["2001:db8::1"], port: 80 }],
    ["[10.0.1.1]:80", { addresses: ["10.0.1.1"], port: 80 }],
    ["10.0.1", undefined],
    ["[web1]:80", undefined],
    ["10.0.1.1:", undefined],
    ["10.0.1.1:65536", undefined],
    ["10.0.1.1:nothing", undefined],
    ["web2", undefined],
    ["", undefined],
    ["[", undefined],
    ["1:2:3", undefined],
  ] as const)
    t.same(await parseServer(text, names), wanted, text);
});

/** Lets what waits for the clock go on until it is through. */
async function through<T>(ports: FakeVerbPorts, work: Promise<T>, step: () => void = () => {}): Promise<T> {
  let end: { readonly value: T } | undefined;
  void work.then((value) => {
    end = { value };
  });
  for (let round = 0; round < 10_000; round++) {
    await ports.clock.advance(100);
    if (end !== undefined) return end.value;
    step();
  }
  throw new Error("it waits for ever");
}

const connections = { activeConnections: 2, inactiveConnections: 1, persistentConnections: 1 };

t.test("--wait ends when active and inactive connections are gone; clients that persist are told of", async (t) => {
  const ports = machine(http);
  const [first] = http.destinations;
  if (first === undefined) return;
  ports.table.load(http.key, first.key, connections);
  const start = ports.clock.now();
  const { status, out } = await through(ports, ports.call("drain --wait 10.0.1.1"), () => {
    const seconds = (ports.clock.now() - start) / 1000;
    if (seconds > 12) ports.table.load(http.key, first.key, { activeConnections: 1 });
    if (seconds > 25) ports.table.load(http.key, first.key, { activeConnections: 0, inactiveConnections: 0 });
  });
  t.equal(status, 0);
  t.match(out, "now; 2 active and 1 inactive connections are left\n");
  t.match(
    out,
    "1 client persists on it and comes back to it all the same, unless net.ipv4.vs.expire_quiescent_template is 1\n",
  );
  t.match(
    out,
    /\n2 active and 1 inactive connections are left\n1 active and 1 inactive connections are left\nno connection is left after 2[56] s\n$/,
  );
});

t.test("--timeout, a signal and somebody else end the waiting in vain, each with its status", async (t) => {
  const [first] = http.destinations;
  if (first === undefined) return;
  const loaded = () => {
    const ports = machine(http);
    ports.table.load(http.key, first.key, connections);
    return ports;
  };
  const late = loaded();
  t.match(await through(late, late.call("drain --wait --timeout 2.5 10.0.1.1")), {
    status: 3,
    err: "lvsadm drain: after 3 s 2 active and 1 inactive connections are left; 10.0.1.1 stays at weight 0\n",
  });
  for (const [signal, status] of [
    ["SIGINT", 130],
    ["SIGTERM", 143],
    ["SIGHUP", 129],
  ] as const) {
    const ports = loaded();
    const work = ports.call("drain --wait --json 10.0.1.1");
    const ended = await through(ports, work, () => ports.signals.raise(signal));
    t.equal(ended.status, status);
    t.match(
      ended.err,
      `${signal} ends the waiting; 10.0.1.1 stays at weight 0, 2 active and 1 inactive connections are left\n`,
    );
    t.match(JSON.parse(ended.out).error, { why: signal, connections: { active: 2, inactive: 1, persistent: 1 } });
    t.equal(weights(ports)["80 10.0.1.1:80"], 0);
  }
  const raised = loaded();
  const end = await through(raised, raised.call("drain --wait 10.0.1.1"), () =>
    setWeight(raised, http.key, server(1, 4)),
  );
  t.equal(end.status, 1);
  t.match(end.err, "somebody gave 10.0.1.1:80 in TCP 10.0.0.1:80 a weight again, so waiting is in vain");
  const deleted = loaded();
  const gone = await through(deleted, deleted.call("drain --wait 10.0.1.1"), () => {
    if (deleted.table.state().length > 0) deleted.table.foreign({ do: "clear" });
  });
  t.equal(gone.status, 0, "what is deleted has no connection left");
});

t.test("a signal that comes while the weights are changed ends the waiting after that", async (t) => {
  const ports = machine(http);
  const [first] = http.destinations;
  if (first === undefined) return;
  ports.table.load(http.key, first.key, connections);
  ports.table.refuse = () => {
    ports.signals.raise("SIGINT");
    return undefined;
  };
  const { status, err } = await through(ports, ports.call("drain --wait --timeout 60 10.0.1.1"));
  t.equal(status, 130);
  t.match(err, "SIGINT comes while the table is being changed, which is finished first\n");
  t.match(err, "SIGINT ends the waiting; 10.0.1.1 stays at weight 0");
  t.equal(weights(ports)["80 10.0.1.1:80"], 0);
});

t.test("--json: one object with every place, its weight and what is remembered", async (t) => {
  const ports = machine(http);
  const { out } = await ports.call("drain --json 10.0.1.1");
  const place = {
    service: { protocol: "tcp", address: "10.0.0.1", port: 80 },
    destination: { address: "10.0.1.1", port: 80 },
  };
  t.same(JSON.parse(out), {
    server: "10.0.1.1",
    addresses: ["10.0.1.1"],
    status: "changed",
    dryRun: false,
    connections: { active: 0, inactive: 0, persistent: 0 },
    places: [{ ...place, weight: 0, remembered: 3 }],
  });
  t.same(JSON.parse((await ports.call("undrain --json 10.0.1.1")).out), {
    server: "10.0.1.1",
    addresses: ["10.0.1.1"],
    status: "changed",
    dryRun: false,
    places: [{ ...place, weight: 3, remembered: 3 }],
  });
});
