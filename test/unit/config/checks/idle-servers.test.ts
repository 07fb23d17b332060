/** What waits for a failure that nothing can find. */

import t from "tap";
import { findings, server } from "../../../support/findings.ts";

const told = (lines: string) => findings(server(` real_server 198.51.100.1 80 {\n${lines} }`));

t.test("with and without a checker", async (t) => {
  t.strictSame(told(""), []);
  t.strictSame(told(" inhibit_on_failure\n"), ["warning LK0062 inhibit_on_failure"]);
  t.strictSame(told(" inhibit_on_failure off\n"), []);
  t.strictSame(told(' notify_down "/x"\n'), ["warning LK0062 notify_down"]);
  t.strictSame(told(' notify_up "/x"\n'), [], "it is up from the start");
  t.strictSame(told(" inhibit_on_failure\n TCP_CHECK {\n }\n"), []);
  t.strictSame(told(" alpha\n MISC_CHECK {\n misc_path /x\n }\n"), []);
});
