import t from "tap";
import { CheckLoop } from "../../../lib/daemon/check-loop.ts";
import type { VirtualServer } from "../../../lib/director/model.ts";
import type { Change, ServiceKey, ServiceSettings } from "../../../lib/ipvs/model.ts";
import { address } from "../../../lib/net/address.ts";
import { httpCheck, realServer, rip1, rip2, tcpCheck, virtualServer } from "../../support/director.ts";
import { FakeClock } from "../../support/fake-clock.ts";
import { accept, FakeDialer, page, refuse } from "../../support/fake-dialer.ts";
import { FakeIpvsTable } from "../../support/fake-ipvs-table.ts";
import { FakeLog } from "../../support/fake-log.ts";

/** Scenario 01's port-80 service. */
const scenario = virtualServer([realServer(rip1, [httpCheck(rip1)]), realServer(rip2, [httpCheck(rip2)])]);
const vip = scenario.key;
const settings: ServiceSettings = { scheduler: "wlc", persistenceTimeout: 50, onePacket: false, schedulerFlags: 0 };
const direct = { forwarding: "direct", weight: 10, upperThreshold: 0, lowerThreshold: 0 } as const;

async function world(virtualServers: readonly VirtualServer[], table = new FakeIpvsTable(), concurrency = 100) {
  const clock = new FakeClock(0);
  const dialer = new FakeDialer(clock);
  const log = new FakeLog();
  for (const server of [rip1, rip2]) dialer.set(server, page("hello"));
  table.asked.length = 0;
  const loop = new CheckLoop({ clock, dialer, table, log, random: () => 0 }, { concurrency });
  await loop.begin(virtualServers);
  /** Moves the clock and says what was asked of the kernel meanwhile. */
  const moveTo = async (to: number) => {
    table.asked.length = 0;
    await clock.moveTo(to);
    return table.asked.map(brief);
  };
  return { clock, dialer, log, table, loop, moveTo };
}

function brief(change: Change): string {
  if (change.do === "clear") return "clear";
  return "destination" in change ? `${change.do} ${change.destination.address}` : change.do;
}

function listing(table: FakeIpvsTable): string[] {
  return table
    .state()
    .flatMap(({ key, destinations }) => [
      key.kind === "address" ? `${key.address}:${key.port}` : `fwmark ${key.fwmark}`,
      ...destinations.map(({ key: to, settings: how }) => `  ${to.address}:${to.port} ${how.weight}`).sort(),
    ]);
}

const both = ["172.16.12.110:80", "  172.16.12.111:80 10", "  172.16.12.112:80 10"];

t.test("at start every real server is in the table before any check", async (t) => {
  const { table, dialer } = await world([scenario]);
  t.same(table.asked.map(brief), ["add-service", "add-destination 172.16.12.111", "add-destination 172.16.12.112"]);
  t.same(listing(table), both);
  t.same(dialer.dialled, []);
});

t.test("checks run 1 s after the start and delay_loop after the last one ended", async (t) => {
  const { dialer, moveTo } = await world([virtualServer([realServer(rip1, [httpCheck(rip1)])])]);
  await moveTo(20_000);
  // Connected after 1 ms, two pieces a millisecond apart: a check takes 3 ms.
  t.same(dialer.dialled, [
    "1000 172.16.12.111:80",
    "7003 172.16.12.111:80",
    "13006 172.16.12.111:80",
    "19009 172.16.12.111:80",
  ]);
  t.equal(
    dialer.requests[0],
    "GET /index.html HTTP/1.0\r\nUser-Agent: KeepAliveClient\r\nHost: 172.16.12.111:80\r\n\r\n",
  );
});

t.test("removed after retry + 1 failures, at the very time; back after one success; one line each", async (t) => {
  const { dialer, log, moveTo, table } = await world([scenario]);
  t.same(await moveTo(6000), [], "good checks change nothing");
  dialer.set(rip1, refuse);
  // Tries at 7003 and then every 3 s after each failure, which takes 1 ms: 7004, 10005, 13006, 16007.
  t.same(await moveTo(16_006.9), []);
  t.same(await moveTo(16_007), ["delete-destination 172.16.12.111"]);
  t.same(listing(table), ["172.16.12.110:80", "  172.16.12.112:80 10"]);
  dialer.set(rip1, page("hello"));
  t.same(await moveTo(22_006), [], "then delay_loop");
  t.same(await moveTo(22_010), ["add-destination 172.16.12.111"]);
  t.same(listing(table), both);
  t.same(log.sentences("notice"), [
    "checking 2 real servers of 1 virtual server",
    "172.16.12.111:80 of 172.16.12.110:80 is up: HTTP_GET /index.html: status 200, 3.0 ms",
    "172.16.12.112:80 of 172.16.12.110:80 is up: HTTP_GET /index.html: status 200, 3.0 ms",
    "172.16.12.111:80 of 172.16.12.110:80 is down: HTTP_GET /index.html: connection refused, 4 of 4 tries, 1.0 ms",
    "172.16.12.111:80 of 172.16.12.110:80 is up: HTTP_GET /index.html: status 200, 3.0 ms",
  ]);
  t.match(log.sentences("info").slice(-2), [
    "172.16.12.111:80 removed from 172.16.12.110:80",
    /^172.16.12.111:80 added to 172.16.12.110:80: .*weight 10/,
  ]);
});

t.test("a server that is dead at the start goes after its first check", async (t) => {
  const { dialer, moveTo } = await world([scenario]);
  dialer.set(rip2, { kind: "vanish" });
  t.same(await moveTo(3999), []);
  t.same(await moveTo(4000), ["delete-destination 172.16.12.112"]);
});

t.test("all checks of a server must pass", async (t) => {
  const admin = { ...rip1, port: 9000 };
  const { dialer, log, moveTo, table } = await world([
    virtualServer([realServer(rip1, [httpCheck(rip1), tcpCheck(admin)])]),
  ]);
  dialer.set(admin, refuse);
  t.same(await moveTo(1001), ["delete-destination 172.16.12.111"]);
  t.match(log.sentences("notice"), [
    /./,
    /172.16.12.111:80 of 172.16.12.110:80 \(checked at 172.16.12.111:9000\) is down: TCP_CHECK: /,
  ]);
  t.same(await moveTo(6000), [], "the other check passing does not bring it back");
  dialer.set(admin, accept);
  t.same(await moveTo(7010), ["add-destination 172.16.12.111"]);
  t.equal(table.state()[0]?.destinations.length, 1);
});

t.test("start adopts what matches and corrects what is stale; foreign services are left alone", async (t) => {
  const table = new FakeIpvsTable();
  const foreign: ServiceKey = { ...vip, port: 443 };
  const stale = { address: address("172.16.12.99"), port: 80 };
  table.foreign(
    { do: "add-service", service: vip, settings: { ...settings, scheduler: "rr" } },
    { do: "add-destination", service: vip, destination: rip1, settings: direct },
    { do: "add-destination", service: vip, destination: rip2, settings: { ...direct, weight: 7 } },
    { do: "add-destination", service: vip, destination: stale, settings: direct },
    { do: "add-service", service: foreign, settings },
    { do: "add-destination", service: foreign, destination: rip1, settings: direct },
  );
  const { loop } = await world([scenario], table);
  t.same(table.asked.map(brief).sort(), [
    "delete-destination 172.16.12.99",
    "edit-destination 172.16.12.112",
    "edit-service",
  ]);
  await loop.stop();
  t.same(listing(table), ["172.16.12.110:443", "  172.16.12.111:80 10"]);
});

t.test("start on a table that is right already changes nothing", async (t) => {
  const table = new FakeIpvsTable();
  await world([scenario], table);
  await world([scenario], table);
  t.same(table.asked, []);
});

t.test("reload: a second service is added and the first is not touched", async (t) => {
  const { loop, table, moveTo, dialer } = await world([scenario]);
  await moveTo(2000);
  table.load(vip, rip1, { activeConnections: 17 });
  const second = virtualServer([realServer({ ...rip1, port: 8000 }, [])], { key: { ...vip, port: 8000 } });
  table.asked.length = 0;
  await loop.reload([scenario, second]);
  t.same(table.asked.map(brief), ["add-service", "add-destination 172.16.12.111"]);
  t.match(await table.destinations(vip), [{}, { activeConnections: 17 }]);
  dialer.dialled.length = 0;
  await moveTo(7003);
  t.same(dialer.dialled.sort(), ["7003 172.16.12.111:80", "7003 172.16.12.112:80"], "checks go on in their rhythm");
});

t.test("reload: a failed server stays failed, and its unchanged check goes on", async (t) => {
  const { dialer, loop, table, moveTo } = await world([scenario]);
  dialer.set(rip1, refuse);
  await moveTo(2000);
  table.asked.length = 0;
  await loop.reload([
    virtualServer([realServer(rip1, [httpCheck(rip1)], 20), realServer(rip2, [httpCheck(rip2)], 30)]),
  ]);
  t.same(table.asked.map(brief), ["edit-destination 172.16.12.112"]);
  dialer.set(rip1, page("hello"));
  t.same(await moveTo(7010), ["add-destination 172.16.12.111"]);
  t.same(listing(table), ["172.16.12.110:80", "  172.16.12.111:80 20", "  172.16.12.112:80 30"]);
});

t.test("reload: a failed server with a mended check comes back when the new check passes, not before", async (t) => {
  const wrong = "0".repeat(32);
  const right = "5d41402abc4b2a76b9719d911017c592"; // md5 of "hello"
  const { loop, log, table, moveTo } = await world([
    virtualServer([realServer(rip1, [httpCheck(rip1, { digest: wrong })])]),
  ]);
  await moveTo(2000);
  t.match(log.sentences("notice").at(-1), `digest ${right} instead of ${wrong}, 1 of 1 tries`);
  table.asked.length = 0;
  await loop.reload([virtualServer([realServer(rip1, [httpCheck(rip1, { digest: right })])])]);
  t.same(table.asked, []);
  t.same(await moveTo(3010), ["add-destination 172.16.12.111"]);
});

t.test("reload: a failed server whose checks are taken away is up", async (t) => {
  const { dialer, loop, table, moveTo } = await world([scenario]);
  dialer.set(rip1, refuse);
  await moveTo(2000);
  table.asked.length = 0;
  await loop.reload([virtualServer([realServer(rip1, []), realServer(rip2, [httpCheck(rip2)])])]);
  t.same(table.asked.map(brief), ["add-destination 172.16.12.111"]);
});

t.test("reload: a server that is new gets all its tries", async (t) => {
  const { dialer, loop, moveTo } = await world([virtualServer([realServer(rip2, [httpCheck(rip2)])])]);
  dialer.set(rip1, refuse);
  await moveTo(2000);
  await loop.reload([scenario]);
  t.same(await moveTo(12_002), [], "3000, 6001, 9002: three failures");
  t.same(await moveTo(12_004), ["delete-destination 172.16.12.111"]);
});

t.test("reload: what is gone from the file is gone from the table and no longer checked", async (t) => {
  const { dialer, loop, table, moveTo } = await world([scenario]);
  await moveTo(1001);
  t.equal(dialer.open, 2, "checks under way");
  await loop.reload([virtualServer([realServer(rip2, [httpCheck(rip2)])], { key: { ...vip, port: 81 } })]);
  t.equal(dialer.open, 0, "their connections are closed");
  t.same(listing(table), ["172.16.12.110:81", "  172.16.12.112:81 10"]);
  dialer.dialled.length = 0;
  await moveTo(20_000);
  t.notOk(dialer.dialled.some((line) => line.endsWith("172.16.12.111:80")));
});

t.test("stop removes what is ours and leaves no timer and no connection", async (t) => {
  const { clock, dialer, loop, table, moveTo } = await world([scenario]);
  for (const server of [rip1, rip2]) dialer.set(server, { kind: "vanish" });
  await moveTo(1001);
  t.equal(dialer.open, 2);
  await loop.stop();
  t.same(table.state(), []);
  t.equal(dialer.open, 0);
  t.equal(clock.pending, 0);
  await clock.advance(60_000);
  t.equal(clock.pending, 0);
  t.equal(dialer.dialled.length, 2, "no check after the stop");
});

t.test("a refusal is told once with its reason, and put right when the kernel allows it", async (t) => {
  const { dialer, log, table, moveTo } = await world([scenario]);
  dialer.set(rip1, refuse);
  table.refuse = (change) => (change.do === "delete-destination" ? "EPERM" : undefined);
  await moveTo(30_000);
  t.same(log.sentences("error"), [
    "the kernel refused to remove 172.16.12.111:80 from 172.16.12.110:80: Operation not permitted (EPERM); trying again every 5 s",
  ]);
  t.same(listing(table), both);
  table.refuse = () => undefined;
  t.same(await moveTo(36_010), ["delete-destination 172.16.12.111"]);
  t.same(await moveTo(50_000), [], "and then there is peace");
});

t.test("an entry that somebody took away is put back at the next change of its service", async (t) => {
  const { dialer, table, moveTo } = await world([scenario]);
  await moveTo(2000);
  table.foreign({ do: "delete-destination", service: vip, destination: rip2 });
  dialer.set(rip1, refuse);
  t.same(await moveTo(30_000), ["add-destination 172.16.12.112", "delete-destination 172.16.12.111"]);
});

class UnreadableTable extends FakeIpvsTable {
  readable = true;
  override async service(key: ServiceKey) {
    if (!this.readable) throw new Error("cannot read the IPVS table: interrupted");
    return super.service(key);
  }
}

t.test("a table that cannot be read: the start fails, later it is told and tried again", async (t) => {
  const table = new UnreadableTable();
  table.readable = false;
  await t.rejects(world([scenario], table), { message: "cannot read the IPVS table: interrupted" });
  table.readable = true;
  const { dialer, log, moveTo } = await world([scenario], table);
  table.readable = false;
  dialer.set(rip1, refuse);
  t.same(await moveTo(2000), []);
  t.same(log.sentences("error"), ["cannot read the IPVS table: interrupted; trying again every 5 s"]);
  table.readable = true;
  t.same(await moveTo(6010), ["delete-destination 172.16.12.111"]);
});

t.test("a stop that the kernel refuses is said, and tried no further", async (t) => {
  const { clock, loop, table } = await world([scenario]);
  table.refuse = () => "EPERM";
  await t.rejects(loop.stop(), { message: /still in the kernel's table after the stop: 172.16.12.110:80/ });
  await clock.advance(60_000);
  t.equal(clock.pending, 0);
});

t.test("never more connections than allowed; the others wait in turn and are all checked", async (t) => {
  const servers = Array.from({ length: 100 }, (_, i) => ({ address: address(`10.0.0.${i + 1}`), port: 80 }));
  const { dialer, moveTo } = await world(
    [virtualServer(servers.map((server) => realServer(server, [tcpCheck(server)])))],
    new FakeIpvsTable(),
    7,
  );
  for (const server of servers) dialer.set(server, { kind: "vanish" });
  await moveTo(1000 + 3000 * 15);
  t.equal(dialer.mostOpen, 7);
  t.equal(new Set(dialer.dialled.map((line) => line.split(" ")[1])).size, 100);
});

t.test("a shortage of this host is no verdict", async (t) => {
  const { dialer, log, moveTo } = await world([scenario]);
  for (const server of [rip1, rip2]) dialer.set(server, { kind: "fail", code: "EMFILE" });
  t.same(await moveTo(20_000), []);
  t.match(
    log.sentences("warning")[0],
    /172.16.12.111:80 of 172.16.12.110:80 could not be checked: HTTP_GET \/index.html: /,
  );
});

t.test("one check takes a real server out of every service of its group", async (t) => {
  const others: readonly ServiceKey[] = [{ ...vip, port: 443 }];
  const { dialer, log, moveTo, table } = await world([{ ...scenario, group: { name: "web", others } }]);
  t.same(await moveTo(6000), []);
  t.equal(dialer.dialled.length, 2, "one check for each real server, not for each service");
  dialer.set(rip1, refuse);
  t.same(await moveTo(16_007), ["delete-destination 172.16.12.111", "delete-destination 172.16.12.111"]);
  const wanted = ["172.16.12.110:443", "  172.16.12.112:443 10", "172.16.12.110:80", "  172.16.12.112:80 10"];
  t.same(listing(table), wanted);
  t.match(log.sentences("notice").at(-1), /^172.16.12.111:80 of group web is down/);
});
