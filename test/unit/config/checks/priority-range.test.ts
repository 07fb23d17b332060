/** Where weights begin to be too much or too little, seen from one file. */

import t from "tap";
import { findings, instance } from "../../../support/findings.ts";

/** @returns what is said of an instance of this priority that tracks interfaces by these weights. */
function told(priority: number, ...weights: readonly (number | string)[]): string[] {
  const lines = weights.map((weight, i) => `  eth${i + 1} weight ${weight}\n`);
  return findings(instance(` priority ${priority}\n track_interface {\n${lines.join("")} }`)).map((one) =>
    one.replace(/ \d+$/, ""),
  );
}

t.test("a peer of the default priority takes over, or does not", async (t) => {
  t.strictSame(told(101, -2), [], "101 to 99");
  t.strictSame(told(102, -2), ["note LK0058"], "102 to 100: a BACKUP leaves its equal in office");
  t.strictSame(told(150, -51), []);
  t.strictSame(told(150, -50), ["note LK0058"]);
  t.strictSame(told(150, -20, -31), [], "together");
  t.strictSame(told(150, 30), ["note LK0058"], "a peer with the same weight: 130 against 150");
  t.strictSame(told(120, 30), []);
  t.strictSame(told(119, "-20 reverse"), [], "its failure raises the priority, from 119 to 139");
  t.strictSame(told(120, "-20 reverse"), ["note LK0058"]);
  t.strictSame(told(90, -5), [], "a BACKUP's business is its MASTER's weights");
  t.strictSame(told(150, 0), []);
});

t.test("a change of 1 is none", async (t) => {
  t.strictSame(told(100, -1), ["warning LK0058"]);
  t.strictSame(told(100, 1), ["warning LK0058"]);
  t.strictSame(told(2, -50), ["warning LK0058"], "1 is the least");
  t.strictSame(told(3, -50), []);
  t.strictSame(told(100, 1, -1), [], "101 to 99");
});

t.test("more than 254 does not count", async (t) => {
  t.strictSame(told(224, 30, -100, -60), []);
  t.strictSame(told(225, 30, -100, -60), ["warning LK0057"]);
  t.strictSame(told(253, 2, -200), ["warning LK0057"]);
  t.strictSame(told(254, 10), ["warning LK0057", "warning LK0058"], "254 always");
});

t.test("nopreempt keeps what weights have lowered", async (t) => {
  const tracked = " track_interface {\n  eth1 weight -60\n }";
  t.strictSame(findings(instance(` nopreempt\n${tracked}`)), ["warning LK0059 nopreempt"]);
  t.strictSame(findings(instance(` nopreempt\n${tracked.replace(" weight -60", "")}`)), []);
  t.strictSame(findings(instance(` state MASTER\n priority 120\n nopreempt\n${tracked}`)), [
    "warning LK0019 nopreempt",
  ]);
});

t.test("what a group tracks counts for its members", async (t) => {
  const group = (weight: number) =>
    `vrrp_sync_group G {\n group {\n  A\n }\n track_interface {\n  eth1 weight ${weight}\n }\n}\n`;
  t.strictSame(findings(group(-50) + instance(" priority 150", "A")), ["note LK0058 150"]);
  t.strictSame(findings(group(-51) + instance(" priority 150", "A")), []);
  t.strictSame(findings(group(-51) + instance(" nopreempt", "A")), ["warning LK0059 nopreempt"]);
});

t.test("what a file will hold is not known", async (t) => {
  const file = "track_file f {\n file /f\n}\n";
  t.strictSame(findings(file + instance(" priority 200\n track_file {\n  f\n }")), []);
});
