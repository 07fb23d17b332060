/** Words after a command that are a user, and words that can only be arguments. */

import t from "tap";
import { findings, instance, server } from "../../../support/findings.ts";

t.test("users", async (t) => {
  for (const user of ["root", "keepalived_script", "www-data nogroup", "Admin", '"MASTER"', "a.b"])
    t.strictSame(findings(instance(` notify_master /x ${user}`)), [], user);
});

t.test("arguments", async (t) => {
  for (const word of ["MASTER", "master", "-v", "/etc/x", "a=b", "80", "192.0.2.1:80", "stop"])
    t.strictSame(findings(instance(` notify_master /x ${word}`)), [`error LK0067 ${word}`], word);
});

t.test("every place that has commands", async (t) => {
  t.strictSame(findings(`global_defs {\n startup_script /x START\n}\n`), ["error LK0067 START"]);
  t.strictSame(findings(server(" quorum_up /x UP")), ["error LK0067 UP"]);
  t.strictSame(findings(server(" real_server 192.0.2.9 80 {\n notify_up /x -u\n }")), ["error LK0067 -u"]);
  const group = "vrrp_sync_group G {\n group {\n  A\n }\n notify_fault /x FAULT\n}\n";
  t.strictSame(findings(group + instance("", "A")), ["error LK0067 FAULT"]);
});

t.test("signs of a shell", async (t) => {
  const told = (command: string) =>
    findings(`vrrp_script s {\n script ${command}\n}\n${instance(" track_script {\n  s\n }")}`).filter((one) =>
      one.includes("LK0081"),
    ).length;
  for (const command of [
    '"a | b"',
    '"a >/dev/null 2>&1"',
    '"a && b"',
    '"a; b"',
    '"a $(b)"',
    '"a `b`"',
    '"a &"',
    '"a <b"',
  ])
    t.equal(told(command), 1, command);
  for (const command of [
    "/bin/a",
    "\"/bin/sh -c 'a | b'\"",
    '"a -x=1&y"',
    '"a b;c"',
    '"a http://x/?a=1&b=2"',
    '"a \\| b"',
  ])
    t.equal(told(command), 0, command);
  const check = ' real_server 198.51.100.1 80 {\n  MISC_CHECK {\n   misc_path "a | b"\n  }\n }\n';
  t.strictSame(findings(server(check)), ['warning LK0081 "a | b"']);
});
