/** lvsadm -R on a table in memory: what is done, what is said, what is left. */

import t from "tap";
import { lvsadm } from "../../../lib/commands/lvsadm.ts";
import { SystemError } from "../../../lib/diag/errors.ts";
import { FakeBulkWork } from "../../support/fake-bulk-work.ts";
import { FakeEnvironment } from "../../support/fake-environment.ts";
import { FakeIpvsTable } from "../../support/fake-ipvs-table.ts";
import { FakeLock } from "../../support/fake-lock.ts";
import { fakeNames } from "../../support/fake-names.ts";

interface Given {
  readonly words?: readonly string[];
  readonly table?: FakeIpvsTable;
  readonly hosts?: string;
  readonly lock?: FakeLock;
}

async function restore(
  rules: string | readonly string[],
  { words = [], table = new FakeIpvsTable(), hosts, lock = new FakeLock() }: Given = {},
) {
  const environment = new FakeEnvironment("lvsadm", ["-R", ...words]);
  environment.input = [rules].flat().map((part) => Buffer.from(part));
  const status = await lvsadm(environment, {
    openTable: async () => table,
    names: fakeNames(hosts),
    bulkWork: new FakeBulkWork(),
    ...lock,
  });
  return { status, out: environment.out, err: environment.err, saved: await saved(table) };
}

async function saved(table: FakeIpvsTable): Promise<string> {
  const environment = new FakeEnvironment("lvsadm", ["-S", "-n"]);
  await lvsadm(environment, {
    openTable: async () => table,
    names: fakeNames(),
    bulkWork: new FakeBulkWork(),
    ...new FakeLock(),
  });
  return environment.out;
}

const service = "-A -t 10.0.0.1:80 -s rr\n";
const twoServers = "-a -t 10.0.0.1:80 -r 10.0.0.2:80 -g -w 1\n-a -t 10.0.0.1:80 -r 10.0.0.3:80 -g -w 1\n";

t.test("many lines are asked of the kernel at once, in their order", async (t) => {
  const table = new FakeIpvsTable();
  let calls = 0;
  const apply = table.apply.bind(table);
  table.apply = (changes) => {
    calls++;
    return apply(changes);
  };
  const marks = Array.from({ length: 1000 }, (_, i) => `-A -f ${i + 1}\n`).join("");
  t.match(await restore(service + twoServers + marks, { table }), { status: 0, out: "", err: "" });
  t.equal(calls, 1);
  t.same(
    table.asked.slice(0, 4).map((change) => change.do),
    ["add-service", "add-destination", "add-destination", "add-service"],
  );
  t.equal(table.asked.length, 1003);
});

t.test("lines that have come are carried out before the next are read, wherever the bytes are cut", async (t) => {
  const table = new FakeIpvsTable();
  const environment = new FakeEnvironment("lvsadm", ["-R"]);
  const parts = [`${service}-A -f`, " 1\n-A -f 2"];
  const seen: number[] = [];
  const stdin = {
    size: undefined,
    read: async () => {
      seen.push(table.asked.length);
      const part = parts.shift();
      return part === undefined ? undefined : Buffer.from(part);
    },
  };
  const status = await lvsadm(
    { ...environment, stdin },
    { openTable: async () => table, names: fakeNames(), bulkWork: new FakeBulkWork(), ...new FakeLock() },
  );
  t.equal(status, 0);
  t.same(seen, [0, 1, 2]);
  t.equal(await saved(table), `${service}-A -f 1 -s wlc\n-A -f 2 -s wlc\n`);
});

t.test(
  "by default a wrong line stops, a refused one does not; the status is that of the last that failed",
  async (t) => {
    t.same(await restore(`${service}${service}-D -f 7\n-A -f 1\n-L -f 8\n-A -s\n-A -f 2\n`), {
      status: 255,
      out: "",
      err: "line 2: Service already exists\nline 3: No such service\nline 5: No such service\nline 6: -s: missing argument (stopped here)\n",
      saved: `${service}-A -f 1 -s wlc\n`,
    });
    t.match(await restore(`${service}-A -f 7 -w 1\n`), { status: 2 });
  },
);

t.test("--keep-going carries out all that can be", async (t) => {
  t.same(await restore(`-A\n${service}x\n-R\n${service}-A -f 1 -w 3\n-A -f 2`, { words: ["--keep-going"] }), {
    status: 2,
    out: "",
    err:
      "line 1: You need to supply the 'service-address' option for the 'add-service' command\n" +
      "line 3: it does not begin with a command such as -A or -a\n" +
      "line 4: -R does not stand within -R\n" +
      "line 5: Service already exists\n" +
      "line 6: Illegal 'weight' option with the 'add-service' command\n",
    saved: `${service}-A -f 2 -s wlc\n`,
  });
});

t.test("--stop-on-error does nothing after the first failure of any kind", async (t) => {
  const words = ["--stop-on-error"];
  t.same(await restore(`${service}${service}-A -f 2\n`, { words }), {
    status: 255,
    out: "",
    err: "line 2: Service already exists (stopped here)\n",
    saved: service,
  });
  t.same(await restore(`-L -f 8\n-A -f 2\n`, { words }), {
    status: 1,
    out: "IP Virtual Server version".slice(0, 0),
    err: "line 1: No such service\n",
    saved: "",
  });
});

t.test("a listing among the lines shows what was done before it", async (t) => {
  t.match(await restore(`${service}-S -n\n-A -f 1\n`), { status: 0, out: service });
});

t.test("names are those of the machine", async (t) => {
  const { saved } = await restore("-A -t vip:http -s rr\n", { hosts: "10.0.0.1 vip\n" });
  t.equal(saved, service);
});

t.test("an answer that was lost is no success and no refusal", async (t) => {
  const table = new FakeIpvsTable();
  table.apply = async () => [
    { ok: false, code: "ENOBUFS", reason: "the kernel's answer was lost (receive buffer overrun)" },
  ];
  const { status, err } = await restore(service, { table });
  t.equal(status, 255);
  t.match(err, /^line 1: the kernel's answer was lost .*may have been carried out or not: look at the table\n$/);
});

t.test("--atomic: a wrong line anywhere, and nothing is asked of the kernel", async (t) => {
  const table = new FakeIpvsTable();
  const words = ["--atomic"];
  t.same(await restore(`${service}${service}-A -f 1 -w 2\n-S\n${service}-A -f 3`, { words, table }), {
    status: 255,
    out: "",
    err:
      "line 2: Service already exists\n" +
      "line 3: Illegal 'weight' option with the 'add-service' command\n" +
      "line 4: with --atomic, lines change services and real servers, nothing else\n" +
      "line 5: Service already exists\n" +
      "lvsadm: nothing was changed\n",
    saved: "",
  });
  t.same(table.asked, []);
});

t.test("--atomic: only the difference is asked of the kernel, and never a flush", async (t) => {
  const table = new FakeIpvsTable();
  await restore(`${service}${twoServers}-A -f 1\n`, { table });
  table.asked.length = 0;
  const rules = `-C\n${service}${twoServers.replace("-w 1", "-w 5")}-A -f 2\n`;
  t.match(await restore(rules, { words: ["--atomic"], table }), { status: 0, err: "" });
  t.same(
    table.asked.map((change) => change.do),
    ["edit-destination", "add-service", "delete-service"],
  );
  t.match(await saved(table), /10\.0\.0\.2:80 -g -w 5\n.*10\.0\.0\.3:80 -g -w 1\n-A -f 2 -s wlc\n$/s);
});

t.test("--atomic: what the kernel refuses is said for its line, and all is as it was", async (t) => {
  const table = new FakeIpvsTable();
  await restore(`${service}${twoServers}`, { table });
  const before = await saved(table);
  const rules =
    "-A -f 1\n-e -t 10.0.0.1:80 -r 10.0.0.2:80 -w 9\n-a -f 1 -r 10.0.0.9\n-d -t 10.0.0.1:80 -r 10.0.0.3:80\n" +
    "-E -t 10.0.0.1:80 -s nothing\n";
  t.same(await restore(rules, { words: ["--atomic"], table }), {
    status: 255,
    out: "",
    err:
      "line 5: Scheduler or persistence engine not found\n" +
      "lvsadm: what was done before that is undone: the table is as it was\n",
    saved: before,
  });
  t.notOk(table.asked.some((change) => change.do === "clear"));
});

t.test("--atomic: the services of others are theirs, also while it is undone", async (t) => {
  const table = new FakeIpvsTable();
  const apply = table.apply.bind(table);
  table.apply = async (changes) => {
    const results = await apply(changes);
    table.apply = apply;
    table.foreign({
      do: "add-service",
      service: { kind: "fwmark", family: "inet", fwmark: 99 },
      settings: { scheduler: "rr", onePacket: false, schedulerFlags: 0 },
    });
    return results;
  };
  const { status, saved } = await restore("-A -f 1\n-A -f 2 -s nothing\n", { words: ["--atomic"], table });
  t.equal(status, 255);
  t.equal(saved, "-A -f 99 -s rr\n");
});

t.test("--atomic: what cannot be undone is said", async (t) => {
  const table = new FakeIpvsTable();
  table.refuse = (change) => (change.do === "delete-service" ? "EPERM" : undefined);
  const { err } = await restore("-A -f 1\n-A -f 2 -s nothing\n", { words: ["--atomic"], table });
  t.match(err, /not all of what was done before that could be undone: 1 changes would be needed/);
});

t.test("--atomic: where the kernel cannot be asked any more halfway, it is not called all or none", async (t) => {
  const table = new FakeIpvsTable();
  const apply = table.apply.bind(table);
  table.apply = async (changes) => {
    await apply(changes.slice(0, 1));
    throw new SystemError("send to", "the kernel's netlink", { code: "ENOBUFS", reason: "No buffer space" });
  };
  t.match(await restore("-A -f 1\n-A -f 2\n", { words: ["--atomic"], table }), {
    status: 1,
    err: "lvsadm: cannot send to the kernel's netlink: No buffer space; a part of the lines may be carried out, and is not undone\n",
  });
  const { out } = await restore("-A -f 3\n", { words: ["--atomic", "--json"], table });
  t.match(JSON.parse(out).error, { code: "ENOBUFS", message: /a part of the lines may be carried out/, status: 1 });
});

t.test("--atomic: another one at work is named, and nothing is done", async (t) => {
  const [table, lock] = [new FakeIpvsTable(), new FakeLock()];
  lock.heldBy = 4711;
  t.same(await restore(service, { words: ["--atomic"], table, lock }), {
    status: 1,
    out: "",
    err: "lvsadm: another lvsadm, process 4711, is changing the table; nothing was done\n",
    saved: "",
  });
  t.match(await restore(service, { table, lock }), { status: 0, saved: service }, "line by line, as ipvsadm");
});

t.test("--atomic: the lock is not held while lines may come, and is let go however it ends", async (t) => {
  const [table, lock] = [new FakeIpvsTable(), new FakeLock()];
  const environment = new FakeEnvironment("lvsadm", ["-R", "--atomic"]);
  const parts = [service, "-A -f 1\n"];
  const stdin = {
    size: undefined,
    read: async () => {
      t.equal(lock.locks.taken, 0);
      const part = parts.shift();
      return part === undefined ? undefined : Buffer.from(part);
    },
  };
  const apply = table.apply.bind(table);
  table.apply = (changes) => {
    t.same(lock.locks, { taken: 1, released: 0 });
    lock.signals.raise("SIGINT");
    return apply(changes);
  };
  t.equal(
    await lvsadm(
      { ...environment, stdin },
      { openTable: async () => table, names: fakeNames(), bulkWork: new FakeBulkWork(), ...lock },
    ),
    0,
  );
  const told = "lvsadm: SIGINT comes while the table is being changed, which is finished first\n";
  t.equal(environment.err, told);
  lock.signals.raise("SIGTERM");
  t.equal(environment.err, told, "nothing more afterwards");
  t.same(lock.locks, { taken: 1, released: 1 });
  table.services = async () => {
    throw new Error("broken");
  };
  await restore(service, { words: ["--atomic"], table, lock }).catch(() => {});
  t.same(lock.locks, { taken: 2, released: 2 });
});

t.test("the three ways exclude each other, and belong to -R", async (t) => {
  t.match(
    (await restore("", { words: ["--atomic", "--keep-going"] })).err,
    "The option 'keep-going' conflicts with the 'atomic' option",
  );
});

t.test("bytes that are no text of lines", async (t) => {
  const { status, err } = await restore(["-C\n", "x".repeat(2_000_000)]);
  t.same([status, err], [2, "line 2: it is longer than 1 MiB (stopped here)\n"]);
  const parts = ["-A -f 1\n", "x".repeat(2_000_000), "\n-A -f 2\n"];
  const kept = await restore(parts, { words: ["--keep-going", "--json"] });
  t.match(kept, { status: 2, err, saved: "-A -f 1 -s wlc\n" });
  t.equal(JSON.parse(kept.out).stopped, true, "what comes after it is not read");
});
