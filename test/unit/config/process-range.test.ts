/** How many processes may run, and which of two crossed limits is left out. */

import t from "tap";
import { processRange } from "../../../lib/config/process-range.ts";
import { loadText } from "../../support/configuration.ts";

function range(lines: string): unknown {
  const use = loadText(`vrrp_track_process p {\n process a\n${lines}\n}`).values.last("vrrp_track_process");
  const { unused, ...rest } = processRange(use?.block as never);
  return { ...rest, ...(unused ? { unused: unused.keyword } : {}) };
}

t.test("limits", async (t) => {
  t.strictSame(range(""), { least: 1 });
  t.strictSame(range("quorum 3"), { least: 3 });
  t.strictSame(range("quorum 3\nquorum_max 3"), { least: 3, most: 3 });
  t.strictSame(range("quorum_max 5"), { least: 1, most: 5 });
  t.strictSame(range("quorum_max 0"), { least: 0, most: 0 }, "none may run");
  t.strictSame(range("quorum 1\nquorum_max 0"), { least: 0, most: 0 });
  t.strictSame(range("quorum_max 0\nquorum 1"), { least: 0, most: 0, unused: "quorum" });
  t.strictSame(range("quorum 5\nquorum_max 3"), { least: 5, unused: "quorum_max" });
  t.strictSame(range("quorum_max 3\nquorum 5"), { least: 1, most: 3, unused: "quorum" });
  t.strictSame(range("quorum 5\nquorum_max 0"), { least: 5, unused: "quorum_max" });
});
