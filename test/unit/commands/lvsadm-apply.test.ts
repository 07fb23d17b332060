/** apply and diff on a table in memory: text, JSON, statuses, roll-back, and a table that others change at the same time. */

import t from "tap";
import { changeTable } from "../../../lib/commands/lvsadm-change-table.ts";
import { lvsadmVerb } from "../../../lib/commands/lvsadm-verbs.ts";
import { SystemError } from "../../../lib/diag/errors.ts";
import { jsonText } from "../../../lib/diag/json.ts";
import type { Change, DestinationState, ServiceState } from "../../../lib/ipvs/model.ts";
import { plan } from "../../../lib/ipvs/plan.ts";
import { tableRecord } from "../../../lib/ipvs/table-json.ts";
import { address } from "../../../lib/net/address.ts";
import { FakeEnvironment } from "../../support/fake-environment.ts";
import { random } from "../../support/random.ts";
import { randomStates } from "../../support/random-states.ts";
import { FakeVerbPorts } from "../../support/verb-ports.ts";

function server(last: number, weight = 1): DestinationState {
  return {
    key: { address: address(`10.0.1.${last}`), port: 80 },
    settings: { forwarding: "direct", weight, upperThreshold: 0, lowerThreshold: 0 },
  };
}

function service(port: number, destinations: DestinationState[], scheduler = "wlc"): ServiceState {
  return {
    key: { kind: "address", protocol: "tcp", address: address("10.0.0.1"), port },
    settings: { scheduler, onePacket: false, schedulerFlags: 0 },
    destinations,
  };
}

/** A machine whose table holds `now`, with `wanted` in table.json. */
function machine(now: readonly ServiceState[], wanted: readonly ServiceState[]): FakeVerbPorts {
  const ports = new FakeVerbPorts();
  ports.table.foreign(...plan([], now));
  want(ports, wanted);
  return ports;
}

function want(ports: FakeVerbPorts, wanted: readonly ServiceState[]): void {
  ports.files.contents.set("table.json", { text: jsonText(tableRecord(wanted)), mode: 0o644 });
}

const before = [service(79, [server(9)]), service(80, [server(1), server(2), server(4)]), service(82, [server(8)])];
const after = [
  service(80, [server(1), server(2, 5), server(5)], "wrr"),
  service(81, [server(7, 0)]),
  service(82, [server(8, 0)]),
];
const lines = `~ TCP 10.0.0.1:80  scheduler wlc → wrr
    ~ 10.0.1.2:80  weight 1 → 5
    + 10.0.1.5:80  direct, weight 1
    - 10.0.1.4:80
+ TCP 10.0.0.1:81  wlc
    + 10.0.1.7:80  direct, weight 0
  TCP 10.0.0.1:82
    ~ 10.0.1.8:80  weight 1 → 0
- TCP 10.0.0.1:79 with 1 real server
`;

/** As JSON, whose fields have one order; that of entries is the kernel's business. */
function canonical(table: readonly ServiceState[]): string[] {
  return table
    .map((one) => {
      const destinations = one.destinations.toSorted((a, b) => (a.key.address < b.key.address ? -1 : 1));
      return jsonText(tableRecord([{ ...one, destinations }]));
    })
    .sort();
}

t.test("diff says what a person would, and changes nothing", async (t) => {
  const ports = machine(before, after);
  t.same(await ports.call("diff table.json"), { status: 1, out: lines, err: "" });
  t.same(ports.table.asked, []);
  t.equal(ports.table.closed, true);
  want(ports, before);
  t.same(await ports.call("diff table.json"), { status: 0, out: "", err: "" });
});

t.test("diff whose output is lost is in trouble, not different", async (t) => {
  for (const line of ["diff --json table.json", "diff table.json"]) {
    const environment = new FakeEnvironment("lvsadm", line.split(" "));
    const stdout = { isTerminal: false, lost: true, write: () => {} };
    t.equal(await lvsadmVerb({ ...environment, stdout }, machine(after, before)), 2, line);
  }
});

t.test("diff --json: each difference with its settings before and after", async (t) => {
  const ports = machine([service(80, [server(1)])], [service(80, [server(1, 5)])]);
  const { status, out } = await ports.call("diff --json table.json");
  const settings = { forwarding: "direct", weight: 1, upperThreshold: 0, lowerThreshold: 0 };
  const own = {
    scheduler: "wlc",
    schedulerFlags: [],
    persistenceTimeout: null,
    persistenceEngine: null,
    netmask: "255.255.255.255",
    onePacket: false,
  };
  t.equal(status, 1);
  t.same(JSON.parse(out), {
    same: false,
    differences: [
      {
        change: "same",
        protocol: "tcp",
        address: "10.0.0.1",
        port: 80,
        before: own,
        after: own,
        destinations: [
          { change: "change", address: "10.0.1.1", port: 80, before: settings, after: { ...settings, weight: 5 } },
        ],
      },
    ],
  });
});

t.test("apply does what diff says, reads it back, and does nothing the second time", async (t) => {
  const ports = machine(before, after);
  t.same(await ports.call("apply table.json"), {
    status: 0,
    out: `${lines}as wanted now, read back from the kernel (8 changes)\n`,
    err: "",
  });
  t.same(canonical(ports.table.state()), canonical(after));
  t.same(ports.locks, { taken: 1, released: 1 });
  const asked = ports.table.asked.length;
  t.same(await ports.call("apply --exit-code table.json"), {
    status: 0,
    out: "as wanted already; nothing changed\n",
    err: "",
  });
  t.equal(ports.table.asked.length, asked);
});

t.test("--exit-code, --quiet, --dry-run", async (t) => {
  const ports = machine(before, after);
  const dry = await ports.call("apply --dry-run --exit-code table.json");
  t.same(dry, { status: 3, out: `${lines}dry run: nothing was changed (8 changes to make)\n`, err: "" });
  t.same(ports.table.asked, []);
  t.equal(ports.locks.taken, 0);
  t.same(await ports.call("apply -x -q table.json"), { status: 3, out: "", err: "" });
});

t.test("--keep-others leaves what the file does not name", async (t) => {
  const ports = machine(before, after);
  const { out } = await ports.call("apply -k table.json");
  t.notMatch(out, ":79");
  t.ok(ports.table.state().some(({ key }) => key.kind === "address" && key.port === 79));
});

t.test("apply --json: status, differences, and the requests in their order", async (t) => {
  const ports = machine(before, after);
  const { status, out, err } = await ports.call("apply --json table.json");
  t.same([status, err], [0, ""]);
  const result = JSON.parse(out);
  t.same([result.status, result.dryRun, result.differences.length], ["changed", false, 4]);
  t.same(
    result.changes.map((one: { do: string; service: { port: number } }) => `${one.do} ${one.service.port}`),
    [
      "edit-service 80",
      "add-destination 80",
      "edit-destination 80",
      "add-service 81",
      "add-destination 81",
      "delete-destination 80",
      "edit-destination 82",
      "delete-service 79",
    ],
  );
});

t.test("a refusal takes back what was done, and nothing had been taken away by then", async (t) => {
  const ports = machine(before, [...after, service(90, [server(3)], "nosuch")]);
  const { status, out, err } = await ports.call("apply table.json");
  t.same([status, out], [1, ""]);
  t.equal(
    err,
    "lvsadm apply: the kernel refuses to add TCP 10.0.0.1:90 with scheduler nosuch: " +
      "Scheduler or persistence engine not found (ENOENT); the table is as it was before\n",
  );
  t.same(canonical(ports.table.state()), canonical(before));
  t.same(
    ports.table.asked.filter(
      (one) => one.do === "delete-service" && one.service.kind === "address" && one.service.port === 79,
    ),
    [],
  );
  t.same(ports.locks, { taken: 1, released: 1 });
});

t.test("a refusal in JSON says which change, and what is left of it", async (t) => {
  const ports = machine([], [service(90, [], "nosuch")]);
  const { error } = JSON.parse((await ports.call("apply --json table.json")).out);
  t.match(error.message, /^the kernel refuses to add TCP 10\.0\.0\.1:90/);
  t.same([error.refusals.length, error.refusals[0].change.do, error.refusals[0].code], [1, "add-service", "ENOENT"]);
  t.same(error.left, []);
});

t.test("where taking back fails, how the table differs now is said", async (t) => {
  const ports = machine([service(80, [server(1)])], [service(80, [server(1), server(2)]), service(81, [], "nosuch")]);
  ports.table.refuse = (change) => (change.do === "delete-destination" ? "EPERM" : undefined);
  const { status, err } = await ports.call("apply table.json");
  t.equal(status, 4);
  t.equal(
    err,
    "  TCP 10.0.0.1:80\n    + 10.0.1.2:80  direct, weight 1\n" +
      "lvsadm apply: the kernel refuses to add TCP 10.0.0.1:81 with scheduler nosuch: Scheduler or persistence engine not " +
      "found (ENOENT); taking back what was done did not succeed wholly: the lines above are how the table differs from before\n",
  );
});

/** Somebody else's changes, each made right before the n-th change of ours. */
function meanwhile(ports: FakeVerbPorts, at: (count: number) => readonly Change[]): void {
  let count = 0;
  ports.table.refuse = () => {
    ports.table.foreign(...at(++count));
    return undefined;
  };
}

t.test("what somebody else changes between reading and applying is planned for again", async (t) => {
  const ports = machine(before, after);
  const [gone, , drained] = before;
  if (gone === undefined || drained === undefined) throw new Error("no such service");
  meanwhile(ports, (count) =>
    count !== 1
      ? []
      : [
          { do: "add-service", service: service(81, []).key, settings: service(81, []).settings },
          { do: "delete-service", service: gone.key },
          { do: "delete-service", service: drained.key },
        ],
  );
  const { status, err } = await ports.call("apply table.json");
  t.same([status, err], [0, ""]);
  t.same(canonical(ports.table.state()), canonical(after));
});

t.test("who never stops changing the table is given up, and what is still to be done is said", async (t) => {
  const ports = machine([service(80, [server(1)])], [service(80, [server(1, 5)])]);
  const edit = { do: "edit-destination", service: service(80, []).key, destination: server(1).key } as const;
  const [read] = [ports.table.destinations.bind(ports.table)];
  ports.table.destinations = async (key) => {
    ports.table.foreign({ ...edit, settings: server(1, 1).settings });
    return read(key);
  };
  const { status, out, err } = await ports.call("apply table.json");
  t.same([status, out], [4, ""]);
  t.equal(
    err,
    "  TCP 10.0.0.1:80\n    ~ 10.0.1.1:80  weight 1 → 5\nlvsadm apply: the table is still not as wanted after " +
      "five tries: somebody else keeps changing it, or the kernel does not keep what it takes; the lines above are what is " +
      "still to be changed\n",
  );
  t.equal(ports.table.asked.length, 5);
});

t.test("a kernel that takes a change and does not keep it is found out by reading back", async (t) => {
  const ports = machine([], [service(80, [server(1)])]);
  ports.table.apply = async (changes) => changes.map(() => ({ ok: true }));
  const { status, out, err } = await ports.call("apply table.json");
  t.same([status, out], [4, ""]);
  t.match(
    err,
    /^\+ TCP 10\.0\.0\.1:80 {2}wlc\n {4}\+ 10\.0\.1\.1:80 .*\nlvsadm apply: .* or the kernel does not keep what it takes/,
  );
});

t.test("an answer that was lost is looked up in the table", async (t) => {
  const ports = machine([], [service(80, [server(1)])]);
  const real = ports.table.apply.bind(ports.table);
  ports.table.apply = async (changes) =>
    (await real(changes)).map(() => ({ ok: false, code: "ENOBUFS", reason: "the kernel's answer was lost" }));
  const { status } = await ports.call("apply table.json");
  t.equal(status, 0);
  t.equal(ports.table.asked.length, 2);
});

t.test("a table that cannot be asked any more halfway is not called as it was before", async (t) => {
  const failure = new SystemError("send to", "the kernel's netlink", { code: "ENOBUFS", reason: "No buffer space" });
  const ports = machine([], [service(80, [server(1)])]);
  const apply = ports.table.apply.bind(ports.table);
  ports.table.apply = async (changes) => {
    await apply(changes.slice(0, 1));
    throw failure;
  };
  t.same(await ports.call("apply --quiet table.json"), {
    status: 4,
    out: "",
    err: "lvsadm apply: cannot send to the kernel's netlink: No buffer space, and a part of the changes may be made: nothing was taken back\n",
  });
  const unreadable = machine([], [service(80, [server(1)])]);
  unreadable.table.services = async () => {
    throw failure;
  };
  t.equal((await unreadable.call("apply table.json")).status, 1, "nothing was asked for");
  const unread = machine([], [service(80, [server(1)])]);
  const services = unread.table.services.bind(unread.table);
  unread.table.services = async () => {
    if (unread.table.asked.length > 0) throw failure;
    return services();
  };
  t.equal((await unread.call("apply table.json")).status, 4, "done, but not read back");
});

t.test("reading and changing are told as they go; of many changes a refusal spares the rest", async (t) => {
  const many = Array.from({ length: 1_500 }, (_, i) => service(i + 1, []));
  const ports = machine([service(1, [])], []);
  const told: { part: number; done: string }[] = [];
  const { status } = await changeTable(
    ports.table,
    () => many,
    undefined,
    (part, done) => told.push({ part, done }),
  );
  t.equal(status, "changed");
  t.same(told[0], { part: 1, done: "1 services read" });
  t.same(
    told.filter(({ done }) => done.endsWith("changes")),
    [
      { part: 1_024 / 1_499, done: "1024 changes" },
      { part: 1, done: "1499 changes" },
    ],
  );
  t.same(told.at(-1), { part: 1, done: "1500 services read" });

  const refusing = machine([], []);
  refusing.table.refuse = (change) =>
    change.do === "add-service" && change.service.kind === "address" && change.service.port === 9
      ? "EINVAL"
      : undefined;
  t.match(await changeTable(refusing.table, () => many), { status: "refused", left: [] });
  t.notOk(
    refusing.table.asked.some(
      (change) => "service" in change && change.service.kind === "address" && change.service.port === 1_500,
    ),
  );
});

t.test("a file without a name, and a lock that is not ours to take", async (t) => {
  const ports = machine(before, after);
  t.match(await ports.call("apply "), { status: 2, err: "lvsadm apply: say which FILE; - is standard input" });
  const refused = Object.assign(machine(before, after), {
    lockTable: () => {
      throw new SystemError("take the lock", "/run/x.lock", { code: "EACCES", reason: "Permission denied" });
    },
  });
  t.same(await refused.call("apply table.json"), {
    status: 1,
    out: "",
    err: "lvsadm apply: cannot take the lock /run/x.lock: Permission denied: it takes root\n",
  });
  t.same(refused.table.asked, []);
});

t.test("another one at work is named, and nothing is done", async (t) => {
  const ports = machine(before, after);
  ports.heldBy = 4711;
  t.same(await ports.call("apply table.json"), {
    status: 1,
    out: "",
    err: "lvsadm apply: another lvsadm, process 4711, is changing the table; nothing was done\n",
  });
  t.same(ports.table.asked, []);
  t.equal((await ports.call("diff table.json")).status, 1, "reading needs no lock");
  ports.heldBy = "unknown";
  t.match((await ports.call("apply table.json")).err, "another lvsadm is changing the table; nothing was done");
});

t.test("any table becomes any other; a refusal anywhere leaves it as it was", async (t) => {
  const below = random(414);
  for (let round = 0; round < 150; round++) {
    const [from, to] = [randomStates(below), randomStates(below)];
    const ports = machine(from, to);
    const length = plan(ports.table.state(), to).length;
    const at = below(length + 1);
    let count = 0;
    ports.table.refuse = () => (++count === at + 1 ? "EINVAL" : undefined);
    const { status } = await ports.call("apply -q table.json");
    t.equal(status, at < length ? 1 : 0, `round ${round}`);
    t.same(canonical(ports.table.state()), canonical(at < length ? from : to), `round ${round}: refused at ${at}`);
  }
});
