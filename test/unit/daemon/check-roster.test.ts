import t from "tap";
import type { Health } from "../../../lib/check/machine.ts";
import type { Check } from "../../../lib/check/model.ts";
import { CheckRoster } from "../../../lib/daemon/check-roster.ts";
import { realServer, rip1, rip2, tcpCheck, virtualServer } from "../../support/director.ts";

interface P {
  readonly check: Check;
  health: Health;
}

function world() {
  const enrolled: P[] = [];
  const dismissed: P[] = [];
  const roster = new CheckRoster<P>({
    health: (probe) => probe.health,
    enrol: (check, health) => {
      const probe: P = { check, health };
      enrolled.push(probe);
      return probe;
    },
    dismiss: (probe) => dismissed.push(probe),
  });
  return { roster, enrolled, dismissed };
}

const check1 = tcpCheck(rip1);
const server1 = realServer(rip1, [check1]);
const server2 = realServer(rip2, [tcpCheck(rip2)]);
const both = virtualServer([server1, server2]);

t.test("up: no check has failed; one without a verdict does not count", async (t) => {
  const { roster, enrolled } = world();
  const twice = realServer(rip1, [check1, check1]);
  const checked = virtualServer([twice, realServer(rip2, [])]);
  roster.change([checked]);
  t.equal(enrolled.length, 2, "two equal checks are two");
  t.ok(roster.isUp(checked, twice));
  const [first, second] = enrolled;
  if (!first || !second) throw new Error("two were enrolled");
  first.health = "up";
  second.health = "down";
  t.notOk(roster.isUp(checked, twice));
  second.health = "up";
  t.ok(roster.isUp(checked, twice));
  t.ok(roster.isUp(checked, realServer(rip2, [])), "no checks at all: always up");
});

t.test("a check that is in both configurations keeps its probe, whatever else changed about its server", async (t) => {
  const { roster, enrolled, dismissed } = world();
  roster.change([both]);
  roster.change([virtualServer([{ ...server2, weight: 3 }, server1], { scheduler: "rr" })]);
  t.equal(enrolled.length, 2);
  t.same(dismissed, []);
});

t.test("a changed timing is another check; one in another virtual server is another one too", async (t) => {
  const { roster, enrolled, dismissed } = world();
  roster.change([both]);
  roster.change([virtualServer([realServer(rip1, [tcpCheck(rip1, { retry: 1 })]), server2])]);
  t.equal(enrolled.length, 3);
  t.equal(dismissed.length, 1);
  roster.change([virtualServer([server2], { key: { ...both.key, port: 81 } })]);
  t.equal(enrolled.length, 4);
  t.equal(dismissed.length, 3);
});

t.test("a new check begins as down only in place of one that had failed", async (t) => {
  const { roster, enrolled } = world();
  roster.change([both]);
  for (const probe of enrolled) probe.health = "down";
  roster.change([
    virtualServer([realServer(rip1, [tcpCheck(rip1, { retry: 1 })]), realServer(rip2, [...server2.checks, check1])]),
  ]);
  t.same(
    enrolled.slice(2).map(({ health }) => health),
    ["down", "unknown"],
    "replaced; added beside one that is still there",
  );
});

t.test("probes know whom they belong to until they are dismissed", async (t) => {
  const { roster, enrolled } = world();
  roster.change([both]);
  const [probe] = enrolled;
  if (!probe) throw new Error("one was enrolled");
  t.equal(roster.of(probe)?.realServer, server1);
  const heavier = { ...server1, weight: 99 };
  roster.change([virtualServer([heavier])]);
  t.equal(roster.of(probe)?.realServer, heavier, "as it is written now");
  roster.change([]);
  t.equal(roster.of(probe), undefined);
});

t.test("the real servers of a group are checked once, and stay enrolled when its services change", async (t) => {
  const { roster, enrolled, dismissed } = world();
  const other = { ...both.key, port: 81 };
  roster.change([{ ...both, group: { name: "web", others: [other] } }]);
  t.equal(enrolled.length, 2);
  roster.change([{ ...both, key: other, group: { name: "web", others: [] } }]);
  t.equal(enrolled.length, 2);
  roster.change([{ ...both, key: other, group: { name: "other", others: [] } }]);
  t.equal(dismissed.length, 2, "another group has others");
});
