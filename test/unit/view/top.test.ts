import t from "tap";
import { sortedTable, startTop, stepTop, type TopState } from "../../../lib/view/top.ts";
import { destination, listed } from "../../support/doctor-facts.ts";
import { noTraffic } from "../../support/fake-ipvs-table.ts";

const server = (name: string, rate: bigint, weight = 1) =>
  destination(name, { weight }, { counters: { ...noTraffic, connectionRate: rate } });
const farm = (vip: string, rate: bigint, ...servers: ReturnType<typeof server>[]) => {
  const one = listed(vip, servers);
  return { ...one, service: { ...one.service, counters: { ...noTraffic, connectionRate: rate } } };
};
const table = [
  farm("10.0.0.7", 1n, server("10.0.0.1", 1n, 5), server("10.0.0.2", 3n), server("10.0.0.3", 3n, 9)),
  farm("10.0.0.8", 9n),
];

const start = startTop({ rows: 24, columns: 80 }, 2, "The table is empty.");
const press = (state: TopState, keys: string, length = 100) =>
  [...keys].reduce((now, key) => stepTop(now, { kind: "key", key }, length), state);
const named = (state: TopState, key: string) => stepTop(state, { kind: "key", key }, 100);
const sampled = stepTop(start, { kind: "sample", table, time: "12:00:00" }, 0);
const names = (state: TopState) =>
  sortedTable(state).map(({ service: { key }, destinations }) => [
    key.kind === "address" ? key.address : "",
    ...destinations.map((one) => one.key.address),
  ]);

t.test("services and their real servers, the busiest first; equals as listings have them", async (t) => {
  t.strictSame(names(sampled), [["10.0.0.8"], ["10.0.0.7", "10.0.0.2", "10.0.0.3", "10.0.0.1"]]);
  t.strictSame(names(press(sampled, "r")), [["10.0.0.7", "10.0.0.1", "10.0.0.2", "10.0.0.3"], ["10.0.0.8"]]);
  t.strictSame(names(press(sampled, "n")), [["10.0.0.7", "10.0.0.1", "10.0.0.2", "10.0.0.3"], ["10.0.0.8"]]);
  t.strictSame(names(press(sampled, "w"))[0], ["10.0.0.7", "10.0.0.3", "10.0.0.1", "10.0.0.2"]);
});

t.test("sorting goes round in both directions", async (t) => {
  t.equal(press(start, "s").sort, "in");
  t.equal(press(start, "ssssss").sort, start.sort);
  t.equal(named(press(start, "n"), "left").sort, "weight");
});

t.test("paused, samples do not count", async (t) => {
  const paused = press(sampled, "p");
  t.equal(stepTop(paused, { kind: "sample", table: [], time: "12:00:02" }, 0), paused);
  t.equal(press(paused, " ").paused, false);
});

t.test("scrolling stays within the body", async (t) => {
  const scrolled = (keys: readonly string[], length: number) =>
    keys.reduce((now, key) => stepTop(now, { kind: "key", key }, length), start).scrolled;
  t.equal(scrolled(["up"], 100), 0);
  t.equal(scrolled(["down", "j"], 100), 2);
  t.equal(scrolled(["page-down"], 100), 20);
  t.equal(scrolled(["end"], 100), 80);
  t.equal(scrolled(["end", "page-up"], 100), 60);
  t.equal(scrolled(["end", "home"], 100), 0);
  t.equal(scrolled(["down"], 5), 0, "nothing to scroll");
});

t.test("the interval has steps and ends", async (t) => {
  t.equal(press(start, "+").interval, 5);
  t.equal(press(start, "-").interval, 1);
  t.equal(press(start, "--").interval, 1);
  t.equal(press(start, "+++++++").interval, 60);
});

t.test("q and Ctrl-C end it, other keys nothing", async (t) => {
  t.ok(press(start, "q").over);
  t.ok(named(start, "interrupt").over);
  t.equal(press(start, "xyz!"), start);
});

t.test("trouble stays until the next sample", async (t) => {
  const troubled = stepTop(sampled, { kind: "trouble", sentence: "no" }, 0);
  t.equal(troubled.trouble, "no");
  t.equal(troubled.table, sampled.table);
  t.equal(stepTop(troubled, { kind: "sample", table, time: "" }, 0).trouble, undefined);
});
