/** How much is kept: of each severity and set of commands concerned no more than anybody reads, however the set is written down. */

import t from "tap";
import { mostKept, Report } from "../../../lib/config/report.ts";
import { makeSource } from "../../../lib/diag/source.ts";
import { loadText } from "../../support/configuration.ts";

t.test("complaints are counted by severity and by the commands that they concern", async (t) => {
  const source = makeSource("t.conf", "x".repeat(4 * mostKept));
  const report = new Report();
  for (let start = 0; start < 2 * mostKept; start++) {
    const span = { source, start, end: start + 1 };
    report.concerning(["checkd"], () => report.error("LK0012", span, "a"));
    report.concerning([], () => report.error("LK0012", span, "b"));
    report.concerning([], () => report.warning("LK0012", span, "c"));
  }
  t.equal(report.sorted([source]).length, 3 * mostKept);
  report.concerning(["checkd"], () => t.ok(report.drops("error")));
  report.concerning(["vrrpd"], () => t.notOk(report.drops("error")));
});

t.test("faults in keywords that nothing uses yet are bounded too", async (t) => {
  const text = `vrrp_instance A {\n${"garp_lower_prio_delay x\n".repeat(3 * mostKept)}}\n`;
  t.equal(loadText(text).diagnostics.filter(({ code }) => code === "LK0012").length, mostKept);
});
