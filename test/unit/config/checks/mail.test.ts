/** Mail is wished for in many places and can be sent from one. */

import t from "tap";
import { findings, instance, server } from "../../../support/findings.ts";

const globals = (lines: string) => `global_defs {\n${lines}}\n`;
const able = " smtp_server 192.0.2.25\n notification_email {\n  a@example.org\n }\n";

t.test("somebody to send to, something to send through", async (t) => {
  t.strictSame(findings(instance(" smtp_alert")), ["warning LK0062 smtp_alert"]);
  t.strictSame(findings(globals(able) + instance(" smtp_alert")), []);
  t.strictSame(findings(globals(able.replace(/ notif[^}]*}\n/, "")) + instance(" smtp_alert")), [
    "warning LK0062 smtp_alert",
  ]);
  t.strictSame(findings(instance(" smtp_alert no")), []);
  t.strictSame(findings(globals(" smtp_alert_checker on\n") + server("")), ["warning LK0062 smtp_alert_checker"]);
  t.strictSame(findings(instance(" smtp_alert") + server(" smtp_alert")), ["warning LK0062 smtp_alert"], "once");
});
