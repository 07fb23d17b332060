/** Passwords that are too long to be sent, and words that are none. */

import t from "tap";
import { findings, instance } from "../../support/findings.ts";

const told = (password: string, before = "") =>
  findings(before + instance(` authentication {\n  auth_type PASS\n  auth_pass ${password}\n }\n`));

const used = (name: string) => `$\{${name}}`;

t.test("of a password 8 bytes count", async (t) => {
  t.strictSame(told("secret12"), []);
  t.strictSame(told("secret123"), ["warning LK0021 secret123"]);
  t.strictSame(told(used("P"), "$P=secret123\n"), ["warning LK0021 secret123"]);
});

t.test("nobody counts the bytes of what is left of a template", async (t) => {
  t.strictSame(told("<PASSWORD>"), ["warning LK0050 <PASSWORD>"]);
  t.strictSame(told(used("AUTH_PASS")), [`error LK0042 ${used("AUTH_PASS")}`]);
  const kept = told("$ecretwords");
  t.strictSame(kept, ["warning LK0042 $ecretwords", "warning LK0021 $ecretwords"], "it may be meant so");
});
