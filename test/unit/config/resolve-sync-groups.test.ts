/** Members of sync groups that are listed more than once. */

import t from "tap";
import { loadText } from "../../support/configuration.ts";
import { findings, instance } from "../../support/findings.ts";

const group = (name: string, ...members: string[]) =>
  `vrrp_sync_group ${name} {\n group {\n  ${members.join("\n  ")}\n }\n}\n`;

t.test("twice in one group: the second one is not used, and makes no group of several", async (t) => {
  const text = group("G", "A", "A") + instance("", "A");
  t.strictSame(
    loadText(text).diagnostics.map(({ severity, code }) => `${severity} ${code}`),
    ["warning LK0017"],
  );
  t.strictSame(loadText(text).settings.syncGroups[0]?.members, ["A"]);
});

t.test("without members it has no effect", async (t) => {
  t.strictSame(findings(group("G") + instance("", "A")), ["warning LK0016 group"]);
});

t.test("in two groups it is an error", async (t) => {
  t.strictSame(findings(group("G", "A") + group("H", "A") + instance("", "A")), ["error LK0033 A"]);
});
