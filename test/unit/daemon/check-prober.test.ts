import t from "tap";
import { startCheck } from "../../../lib/check/machine.ts";
import { Probe, type ProbeNews, Prober } from "../../../lib/daemon/check-prober.ts";
import { address } from "../../../lib/net/address.ts";
import { formatEndpoint } from "../../../lib/net/endpoint.ts";
import { httpCheck, rip1, tcpCheck, timing } from "../../support/director.ts";
import { FakeClock } from "../../support/fake-clock.ts";
import { FakeDialer, page } from "../../support/fake-dialer.ts";

function world(concurrency: number) {
  const clock = new FakeClock(0);
  const dialer = new FakeDialer(clock);
  const news: string[] = [];
  const onNews = (_: Probe, item: ProbeNews) => {
    const what = item.do === "report" ? item.health : item.do;
    news.push(`${clock.now()} ${what} ${item.do === "postpone" ? item.reason : item.try.reason}`);
  };
  return { clock, dialer, news, prober: new Prober({ clock, dialer, concurrency, onNews }) };
}

t.test("30,000 checks: one timer at any time, every check begun at its due time", async (t) => {
  const { clock, dialer, prober } = world(40_000);
  const due = new Map<string, number>();
  for (let i = 0; i < 30_000; i++) {
    const target = { address: address(`10.${i >> 16}.${(i >> 8) & 255}.${i & 255}`), port: 80 };
    dialer.set(target, { kind: "vanish" });
    const check = tcpCheck(target, { connectTimeout: 60_000 });
    const state = startCheck(check, { random: (i * 0.618_034) % 1, fresh: true, health: "unknown" }, 0);
    due.set(formatEndpoint(target), state.phase.name === "waiting" ? state.phase.due : 0);
    prober.add(new Probe(state));
    if (clock.pending !== 1) t.fail(`${clock.pending} timers`);
  }
  await clock.moveTo(7000);
  t.equal(dialer.dialled.length, 30_000);
  t.equal(clock.pending, 1);
  const wrong = dialer.dialled.filter((line) => {
    const [at, server = ""] = line.split(" ");
    return Number(at) !== due.get(server);
  });
  t.same(wrong, []);
});

t.test("an answer in pieces, and the bytes of a digest", async (t) => {
  const { clock, dialer, news, prober } = world(1);
  dialer.set(rip1, { kind: "answer", pieces: ["HTTP/1.0 200 OK\r\n", "\r\nhel", "lo"] });
  const check = httpCheck(rip1, { digest: "5d41402abc4b2a76b9719d911017c592" });
  prober.add(new Probe(startCheck(check, { random: 0, fresh: true, health: "unknown" }, 0)));
  await clock.moveTo(2000);
  t.same(news, ["1005 up status 200, digest as wanted"], "complete at the close");
  t.equal(dialer.open, 0);
});

t.test("endless and stalling answers end at connect_timeout", async (t) => {
  const { clock, dialer, news, prober } = world(1);
  dialer.set(rip1, {
    kind: "answer",
    pieces: ["HTTP/1.0 200 OK\r\n\r\n", ...Array<string>(5000).fill("x")],
    open: true,
  });
  prober.add(new Probe(startCheck(httpCheck(rip1), { random: 0, fresh: true, health: "unknown" }, 0)));
  await clock.moveTo(4001);
  t.same(news, ["4001 down no complete answer within 3 s"]);
  t.equal(dialer.open, 0);
});

t.test("a probe that is removed closes its connection, frees its place and is heard of no more", async (t) => {
  const { clock, dialer, news, prober } = world(1);
  const first = new Probe(startCheck(tcpCheck(rip1), { random: 0, fresh: true, health: "unknown" }, 0));
  const second = new Probe(startCheck(httpCheck(rip1), { random: 0.001, fresh: true, health: "unknown" }, 0));
  dialer.set(rip1, { kind: "vanish" });
  prober.add(first);
  prober.add(second);
  await clock.moveTo(1500);
  t.equal(dialer.open, 1);
  dialer.set(rip1, page("x"));
  prober.remove(first);
  t.equal(dialer.open, 1, "the one that waited has begun");
  await clock.moveTo(4500);
  t.same(news, ["1503 up status 200"]);
  prober.remove(second);
  prober.remove(second);
  await clock.moveTo(60_000);
  t.equal(clock.pending, 0);
});

t.test("after this process stood still the answer that waits is read before the server is blamed", async (t) => {
  const { dialer, news, prober, clock } = world(1);
  dialer.set(rip1, { kind: "vanish" });
  prober.add(new Probe(startCheck(tcpCheck(rip1), { random: 0, fresh: true, health: "unknown" }, 0)));
  await clock.moveTo(1000);
  clock.stop(10_000);
  await clock.advance(49);
  t.same(news, [], "10 s later, and still given a moment");
  await clock.advance(1);
  t.same(news, ["11050 down no connection within 3 s"], "but only one");
  t.equal(timing.connectTimeout, 3000);
});
