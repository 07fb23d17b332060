import t from "tap";
import { lvsadm } from "../../../lib/commands/lvsadm.ts";
import { SystemError } from "../../../lib/diag/errors.ts";
import { address } from "../../../lib/net/address.ts";
import { FakeBulkWork } from "../../support/fake-bulk-work.ts";
import { FakeEnvironment } from "../../support/fake-environment.ts";
import { FakeIpvsTable } from "../../support/fake-ipvs-table.ts";
import { FakeLock } from "../../support/fake-lock.ts";
import { fakeNames } from "../../support/fake-names.ts";

const service = { kind: "address", protocol: "tcp", address: address("10.0.0.9"), port: 80 } as const;

function filled(): FakeIpvsTable {
  const table = new FakeIpvsTable();
  table.foreign(
    { do: "add-service", service, settings: { scheduler: "rr", onePacket: false, schedulerFlags: 0 } },
    {
      do: "add-destination",
      service,
      destination: { address: address("10.0.0.1"), port: 80 },
      settings: { forwarding: "masquerade", weight: 2, upperThreshold: 9, lowerThreshold: 0 },
    },
  );
  return table;
}

/** @returns what was printed as JSON; it throws where that is not one object. */
async function run(line: string, table = filled()) {
  const environment = new FakeEnvironment("lvsadm", line.split(" "));
  const status = await lvsadm(environment, {
    openTable: async () => table,
    names: fakeNames(),
    bulkWork: new FakeBulkWork(),
    ...new FakeLock(),
  });
  return { status, said: environment.err, json: JSON.parse(environment.out) };
}

t.test("a listing has everything, whatever format is asked for, and no names", async (t) => {
  const plain = await run("-L --json");
  t.match(plain, {
    status: 0,
    said: "",
    json: {
      version: "1.2.1",
      connectionTableSize: 4096,
      services: [
        {
          protocol: "tcp",
          address: "10.0.0.9",
          port: 80,
          counters: { connections: 0, outByteRate: 0 },
          destinations: [{ address: "10.0.0.1", weight: 2, upperThreshold: 9, activeConnections: 0, state: "serving" }],
        },
      ],
    },
  });
  t.same((await run("-Ln --stats --exact --json")).json, plain.json);
  const one = (await run("-L -t 10.0.0.9:80 --json")).json;
  t.same(one, { services: plain.json.services });
});

t.test("servers have their counters in every format", async (t) => {
  const table = filled();
  table.datagrams(service, { size: 100, count: 3 });
  const { json } = await run("-L --json", table);
  t.match(json.services[0].destinations[0].counters, { connections: 1, inPackets: 3 });
});

t.test("what is saved is what apply takes", async (t) => {
  const { json } = await run("-S --json");
  t.same(Object.keys(json), ["services"]);
  t.notOk("counters" in json.services[0]);
  t.match(json.services[0].destinations, [{ forwarding: "masquerade", weight: 2, upperThreshold: 9 }]);
});

t.test("timeouts, daemons and connections", async (t) => {
  t.same((await run("-L --timeout --json")).json, { timeouts: { tcp: 900, tcpFin: 120, udp: 300 } });
  const table = filled();
  await run("--start-daemon backup --mcast-interface lo --syncid 3 --json", table);
  t.match((await run("-L --daemon --json", table)).json, {
    daemons: [{ state: "backup", interface: "lo", syncId: 3, group: "224.0.0.81", port: 8848, ttl: 1 }],
  });
  t.same((await run("-Lc --json")).json, { connections: [] });
  table.connectionsText = `Pro FromIP   FPrt ToIP     TPrt DestIP   DPrt State       Expires PEName PEData
TCP CB007109 9C40 0A000009 0050 0A000001 0050 ESTABLISHED     899
UDP 2001:0db8:0000:0000:0000:0000:0000:0009 13C4 2001:0db8:0000:0000:0000:0000:0000:0001 13C4 2001:0db8:0000:0000:0000:0000:0000:0002 13C4 UDP               1 sip call-1
`;
  t.same((await run("-Lc --json", table)).json, {
    connections: [
      {
        protocol: "tcp",
        client: { address: "203.0.113.9", port: 40000 },
        virtual: { address: "10.0.0.9", port: 80 },
        destination: { address: "10.0.0.1", port: 80 },
        state: "ESTABLISHED",
        expires: 899,
      },
      {
        protocol: "udp",
        client: { address: "2001:db8::9", port: 5060 },
        virtual: { address: "2001:db8::1", port: 5060 },
        destination: { address: "2001:db8::2", port: 5060 },
        state: "UDP",
        expires: 1,
        engine: { name: "sip", data: "call-1" },
      },
    ],
  });
});

t.test("a change says that it is done, or why not, in words for people too", async (t) => {
  t.same(await run("-A -t 10.0.0.8:80 --json"), { status: 0, said: "", json: { done: true } });
  t.same(await run("-D -t 10.0.0.8:80 --json"), {
    status: 255,
    said: "No such service\n",
    json: { error: { message: "No such service", status: 255, code: "ESRCH" } },
  });
  t.equal((await run("-A -t 10.0.0.9:80 --json")).json.error.code, "EEXIST");
  t.notOk("code" in (await run("-A -t nobody:80 --json")).json.error, "what the kernel was not asked has none");
  t.match(await run("-L -t 10.0.0.8:80 --json"), {
    status: 1,
    json: { error: { message: /./, status: 1, code: "ESRCH" } },
  });
  t.match(await run("-L -Q --json"), { status: 255, json: { error: { message: "-Q: unknown option" } } });
});

t.test("what is no entry of the table says likewise that it is done, and what was done is done", async (t) => {
  const done = { status: 0, said: "", json: { done: true } };
  const table = filled();
  t.same(await run("--set 100 0 30 --json", table), done);
  t.same((await run("-L --timeout --json", table)).json, { timeouts: { tcp: 100, tcpFin: 120, udp: 30 } });
  table.datagrams(service, { size: 100, count: 3 });
  t.same(await run("-Z --json", table), done);
  t.equal((await run("-L --json", table)).json.services[0].counters.inPackets, 0);
  t.same(await run("-Z -t 10.0.0.9:80 --json", table), done);
  t.same(await run("--start-daemon master --mcast-interface lo --json", table), done);
  t.equal((await run("-L --daemon --json", table)).json.daemons[0].state, "master");
  t.same(await run("--stop-daemon master --json", table), done);
  t.same((await run("-L --daemon --json", table)).json, { daemons: [] });
  t.same(await run("-C --json", table), done);
  t.same((await run("-L --json", table)).json.services, []);
});

t.test("and why it is not", async (t) => {
  const refused = (sentence: string, code: string) => ({
    status: 255,
    said: `${sentence}\n`,
    json: { error: { message: sentence, status: 255, code } },
  });
  const table = filled();
  t.same(await run("-Z -t 10.0.0.8:80 --json", table), refused("No such service", "ESRCH"));
  await run("--start-daemon master --mcast-interface lo --json", table);
  t.same(
    await run("--start-daemon master --mcast-interface lo --json", table),
    refused("Daemon has already run", "EEXIST"),
  );
  t.same(await run("--stop-daemon backup --json", table), refused("No daemon is running", "ESRCH"));
  const wrong = (sentence: string) => ({
    status: 2,
    said: `${sentence}\n`,
    json: { error: { message: sentence, status: 2 } },
  });
  t.same(await run("--set 1 2 --json", table), wrong("--set option requires 3 timeout values"));
  t.same(await run("--set 1 2 x --json", table), wrong("invalid timeout value `x' specified"));
  t.same(await run("--start-daemon nobody --json", table), wrong("illegal start-daemon parameter specified"));
  t.same(
    await run("-C -t 10.0.0.9:80 --json", table),
    wrong("Illegal 'service-address' option with the 'flush' command"),
  );
  table.refuse = () => "EPERM";
  t.equal((await run("-C --json", table)).json.error.code, "EPERM");
  t.equal((await run("-L --json", table)).json.services.length, 1);
});

t.test("a table that cannot be opened", async (t) => {
  const environment = new FakeEnvironment("lvsadm", ["-Ln", "--json"]);
  const openTable = async () => {
    throw new SystemError("open", "the table", { code: "EPERM", reason: "Operation not permitted" });
  };
  t.equal(
    await lvsadm(environment, { openTable, names: fakeNames(), bulkWork: new FakeBulkWork(), ...new FakeLock() }),
    2,
  );
  t.match(JSON.parse(environment.out), { error: { message: /Permission denied/, status: 2, code: "EPERM" } });
});
