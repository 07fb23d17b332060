import t from "tap";
import { TableKeeper } from "../../../lib/daemon/check-table.ts";
import { desiredTable } from "../../../lib/director/desired.ts";
import type { VirtualServer } from "../../../lib/director/model.ts";
import type { Change } from "../../../lib/ipvs/model.ts";
import { realServer, rip1, rip2, virtualServer } from "../../support/director.ts";
import { FakeClock } from "../../support/fake-clock.ts";
import { FakeIpvsTable } from "../../support/fake-ipvs-table.ts";
import { FakeLog } from "../../support/fake-log.ts";

/** Counts reads, and lets a test act in the middle of a write. */
class WatchedTable extends FakeIpvsTable {
  dumps = 0;
  questions = 0;
  during: () => void = () => {};

  override async services() {
    this.dumps++;
    return super.services();
  }
  override async service(key: Parameters<FakeIpvsTable["service"]>[0]) {
    this.questions++;
    return super.service(key);
  }
  override async apply(changes: readonly Change[]) {
    this.during();
    return super.apply(changes);
  }
}

function world() {
  const table = new WatchedTable();
  const clock = new FakeClock(0);
  const log = new FakeLog();
  return { table, clock, log, keeper: new TableKeeper({ table, clock, log }) };
}

const wanted = (...virtualServers: VirtualServer[]) => desiredTable(virtualServers, () => true);
const onPort = (port: number) =>
  virtualServer([realServer(rip1, []), realServer(rip2, [])], { key: { ...virtualServer([]).key, port } });

t.test("what has not changed is not even read", async (t) => {
  const { keeper, table } = world();
  keeper.wantAll(wanted(onPort(80), onPort(81)));
  await keeper.settle();
  t.equal(table.questions, 2);
  keeper.wantAll(wanted(onPort(80), { ...onPort(81), scheduler: "rr" }));
  await keeper.settle();
  t.equal(table.questions, 3);
  t.same(
    table.asked.slice(6).map((change) => change.do),
    ["edit-service"],
  );
});

t.test("many services are read by one dump, which leaves foreign ones alone", async (t) => {
  const { keeper, table, log } = world();
  const [foreign] = wanted(onPort(443));
  if (foreign) table.foreign({ do: "add-service", service: foreign.key, settings: foreign.settings });
  keeper.wantAll(wanted(...Array.from({ length: 40 }, (_, i) => onPort(80 + i))));
  await keeper.settle();
  t.same([table.dumps, table.questions], [1, 0]);
  t.equal(table.state().length, 41);
  t.same(log.sentences(), ["120 changes made in the table"]);
});

t.test("a wish that comes while the kernel is being told is fulfilled before the work counts as done", async (t) => {
  const { keeper, table } = world();
  keeper.wantAll(wanted(onPort(80)));
  table.during = () => {
    table.during = () => {};
    keeper.wantAll(wanted(onPort(81)));
  };
  await keeper.settle();
  t.same(
    table.state().map(({ key }) => key.kind === "address" && key.port),
    [81],
  );
});

t.test("of several changes the refused one alone is told and tried again", async (t) => {
  const { keeper, table, clock, log } = world();
  keeper.wantAll(wanted({ ...onPort(80), scheduler: "wlcc" }, onPort(81)));
  await keeper.settle();
  t.same(log.sentences("error").slice(0, 1), [
    'the kernel refused to add 172.16.12.110:80: it knows no scheduler "wlcc" (is the module ip_vs_wlcc there?); trying again every 5 s',
  ]);
  t.equal(table.state().length, 1, "the other is in");
  const told = log.lines.length;
  await clock.moveTo(20_000);
  t.equal(log.lines.length, told, "told once");
  keeper.wantAll(wanted(onPort(80), onPort(81)));
  await keeper.settle();
  t.equal(table.state().length, 2);
  t.equal(clock.pending, 0, "no try is left over");
});

t.test("what was refused is tried again after five seconds without anybody asking", async (t) => {
  const { keeper, table, clock } = world();
  table.refuse = () => "EPERM";
  keeper.wantAll(wanted(onPort(80)));
  await keeper.settle();
  table.refuse = () => undefined;
  await clock.moveTo(4999);
  t.equal(table.state().length, 0);
  await clock.moveTo(5000);
  t.equal(table.state()[0]?.destinations.length, 2);
});

t.test("removeAll names what the kernel would not let go of", async (t) => {
  const { keeper, table } = world();
  keeper.wantAll(wanted(onPort(80), onPort(81)));
  await keeper.settle();
  table.refuse = (change) =>
    change.do === "delete-service" && "port" in change.service && change.service.port === 81 ? "EPERM" : undefined;
  t.same(await keeper.removeAll(), ["172.16.12.110:81"]);
});
