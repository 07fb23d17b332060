import t from "tap";
import { plainText } from "../../../lib/view/line.ts";
import { type Size, startTop, stepTop, type TopState } from "../../../lib/view/top.ts";
import { bodyLength, topFrame } from "../../../lib/view/top-frame.ts";
import { destination, listed } from "../../support/doctor-facts.ts";
import { noTraffic } from "../../support/fake-ipvs-table.ts";
import { random } from "../../support/random.ts";

const server = (name: string, rate: bigint, weight = 1) =>
  destination(name, { weight }, { counters: { ...noTraffic, connectionRate: rate } });
const table = (rate: bigint) => [
  listed("10.0.0.7", [server("10.0.0.1", rate), server("10.0.0.2", 0n, 0)]),
  listed("10.0.0.8", []),
];
const sampled = (size: Size, ...rates: bigint[]) =>
  rates.reduce(
    (state, rate) => stepTop(state, { kind: "sample", table: table(rate), time: "12:00:02" }, 0),
    startTop(size, 2, "The table is empty."),
  );
const texts = (state: TopState) => topFrame(state).map(plainText);

t.test("a whole frame", async (t) => {
  t.strictSame(
    texts(sampled({ rows: 10, columns: 110 }, 0n, 4n, 8n)).map((line) => line.trimEnd()),
    [
      "lvsadm top  12:00:02  2 services, 2 real servers  every 2 s  by conn/s",
      "  real server  method  weight  share  conn/s  in B/s  out B/s  active  inactive  state",
      "TCP 10.0.0.7:80  wlc; 0 conn/s, in 0 B/s, out 0 B/s, 0 active, 0 inactive",
      `  10.0.0.1:80  direct       1      -       8       0        0       0         0  serving${" ".repeat(19)}▄█`,
      "  10.0.0.2:80  direct       0      -       0       0        0       0         0  drained",
      "TCP 10.0.0.8:80  wlc; 0 conn/s, in 0 B/s, out 0 B/s, 0 active, 0 inactive",
      "  no real server",
      "",
      "",
      "q quit  p pause  s sort  r reverse  + - interval  ? all keys",
    ],
  );
});

t.test("a drained real server has its tone, a history its own", async (t) => {
  const frame = topFrame(sampled({ rows: 10, columns: 110 }, 1n));
  t.match(frame[4], [{ tone: "drained" }, { tone: "graph" }]);
  t.notOk(frame[3]?.[0]?.tone);
});

t.test("any size gives that many lines, none of them to the last column", async (t) => {
  const below = random(12);
  for (let round = 0; round < 300; round++) {
    const size = { rows: below(30), columns: below(130) };
    const state = { ...sampled(size, 5n), scrolled: below(12), help: below(4) === 0 };
    const lines = texts(state);
    t.equal(lines.length, size.rows, JSON.stringify(size));
    for (const line of lines) if (line.length > Math.max(0, size.columns - 1)) t.fail(`${size.columns}: ${line}`);
  }
});

t.test("what is scrolled away is above, and the end stays at the bottom", async (t) => {
  const state = sampled({ rows: 5, columns: 110 }, 1n);
  t.equal(bodyLength(state), 5);
  t.match(texts({ ...state, scrolled: 1 })[2], /^ {2}10\.0\.0\.1:80/);
  t.match(texts({ ...state, scrolled: 99 })[3], /no real server/, "not beyond the end");
});

t.test("before the first sample, and of an empty table", async (t) => {
  const start = startTop({ rows: 5, columns: 80 }, 2, "The table is empty.");
  t.strictSame(texts(start).slice(1, 4), ["", "", ""]);
  const empty = stepTop(start, { kind: "sample", table: [], time: "" }, 0);
  t.match(texts(empty)[2], /^The table is empty/);
});

t.test("pause, trouble and reverse are in the head", async (t) => {
  const state = { ...sampled({ rows: 5, columns: 120 }, 1n), paused: true, reversed: true, trouble: "no more" };
  t.match(texts(state)[0], /by conn\/s, reversed {2}paused {2}no more$/);
});

t.test("all keys on demand", async (t) => {
  const state = { ...sampled({ rows: 24, columns: 80 }, 1n), help: true };
  t.match(texts(state).join("\n"), /w +sort by weight[\s\S]*Ctrl-Z/);
});
