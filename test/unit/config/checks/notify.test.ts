/** The same script at an instance and at its group. */

import t from "tap";
import { findings, instance } from "../../../support/findings.ts";

const told = (group: string, own: string) =>
  findings(`vrrp_sync_group G {\n group {\n  A\n }\n ${group}\n}\n${instance(` ${own}`, "A")}`);

t.test("the same command on the same change", async (t) => {
  t.strictSame(told('notify_master "/x m"', 'notify_master "/x m"'), ['warning LK0069 "/x m"']);
  t.strictSame(told('notify_master "/x m"', "notify_master '/x m' root"), ["warning LK0069 '/x m' root"]);
  t.strictSame(told('notify_master "/x m"', 'notify_master "/x n"'), []);
  t.strictSame(told('notify_master "/x m"', 'notify_backup "/x m"'), []);
  t.strictSame(told("notify /x", "notify /x"), [], "it is told which of both");
});
