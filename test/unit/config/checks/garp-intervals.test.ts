/** Intervals of 0, which keepalived calls wrong. */

import t from "tap";
import { findings } from "../../../support/findings.ts";

t.test("0 is a note", async (t) => {
  t.strictSame(findings("global_defs {\n vrrp_garp_interval 0\n vrrp_gna_interval 0.0\n}\n"), [
    "note LK0029 0",
    "note LK0029 0.0",
  ]);
  t.strictSame(findings("global_defs {\n vrrp_garp_interval 0.1\n}\n"), []);
});
