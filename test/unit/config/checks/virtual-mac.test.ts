/** use_vmac, use_ipvlan, and the interface that they need. */

import t from "tap";
import { findings, instance } from "../../../support/findings.ts";

t.test("one of them, on an interface", async (t) => {
  t.strictSame(findings(instance(" use_vmac")), []);
  t.strictSame(findings(instance(" use_ipvlan")), []);
  t.strictSame(findings(instance(" use_vmac\n use_ipvlan")), ["warning LK0035 use_ipvlan"]);
  t.match(findings("vrrp_instance A {\n virtual_router_id 1\n use_vmac\n}\n"), [
    /LK0016/,
    /LK0030/,
    "error LK0035 use_vmac",
  ]);
});
