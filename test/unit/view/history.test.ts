import t from "tap";
import { type History, longestHistory, remembered } from "../../../lib/view/history.ts";
import { destination, listed } from "../../support/doctor-facts.ts";
import { noTraffic } from "../../support/fake-ipvs-table.ts";

const table = (rate: bigint) => [
  listed("10.0.0.9", [
    destination("10.0.0.1", {}, { activeConnections: 4, counters: { ...noTraffic, connectionRate: rate } }),
  ]),
];

t.test("samples of services and of their real servers, oldest first", async (t) => {
  const history = remembered(remembered(new Map(), table(1n)), table(2n));
  t.strictSame([...history.keys()], ["tcp 10.0.0.9:80", "tcp 10.0.0.9:80 10.0.0.1:80"]);
  t.strictSame(history.get("tcp 10.0.0.9:80 10.0.0.1:80"), [
    { connections: 1, in: 0, out: 0, active: 4 },
    { connections: 2, in: 0, out: 0, active: 4 },
  ]);
  t.strictSame(remembered(history, []), new Map(), "what is gone is forgotten");
});

t.test("it is bounded in length and in entries", async (t) => {
  let history: History = new Map();
  for (let i = 0; i < 3 * longestHistory; i++) history = remembered(history, table(1n));
  t.equal(history.get("tcp 10.0.0.9:80")?.length, longestHistory);
  const many = Array.from({ length: 6000 }, (_, i) => listed(`10.1.${i >> 8}.${i & 255}`, [destination("10.0.0.1")]));
  t.equal(remembered(new Map(), many).size, 5000);
});
