/** What is made of one block stands for all that read the same, unless there is something to tell of each. */

import t from "tap";
import { Alike, groupAlike, lookThrough } from "../../../lib/config/alike.ts";
import { Report } from "../../../lib/config/report.ts";
import { headSpan } from "../../../lib/config/syntax.ts";
import { loadText } from "../../support/configuration.ts";

const server = (address: string, weight: number) => `real_server 10.0.0.${address} 80 {\nweight ${weight}\n}\n`;
const heads = ["1", "2", "33", "4"];
const text = `virtual_server 10.0.1.1 80 {\nprotocol TCP\n${heads.map((head, i) => server(head, i === 1 ? 2 : 1)).join("")}${server("5", 1)}}\n`;

function realServers() {
  return loadText(text).values.last("virtual_server")?.block.all("real_server") ?? [];
}

t.test("blocks of one text are in one group, from the one on that is known by it", async (t) => {
  const groups = groupAlike(realServers()).map((group) => group.map(({ statement }) => statement.args[0]?.text));
  t.strictSame(groups, [["10.0.0.1"], ["10.0.0.2"], ["10.0.0.33"], ["10.0.0.4", "10.0.0.5"]]);
});

t.test("of a sound group one is looked at, of another all", async (t) => {
  const report = new Report();
  const seen: string[] = [];
  const groups = groupAlike(realServers());
  lookThrough(report, groups, ({ statement }) => seen.push(statement.args[0]?.text ?? ""));
  t.equal(seen.length, groups.length);
  seen.length = 0;
  lookThrough(report, groups, ({ block, statement }) => {
    seen.push(statement.args[0]?.text ?? "");
    if (block.get("weight") === 1) report.warning("LK0062", headSpan(statement), "a fault");
  });
  t.equal(seen.length, 5);
});

t.test("a reading is remembered where it tells nothing", async (t) => {
  const report = new Report();
  const known = realServers().slice(-2);
  let readings = 0;
  const alike = new Alike<"real_server", number>(report, () => ++readings);
  t.strictSame(
    known.map(({ block }) => alike.of(block)),
    [1, 1],
  );
  const other = new Alike<"real_server", number>(report, ({ uses: [use] }) => {
    if (use) report.warning("LK0062", headSpan(use.statement), "a fault");
    return ++readings;
  });
  for (const { block } of known) other.of(block);
  t.equal(readings, 3);
});
