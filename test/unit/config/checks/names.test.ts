/** Names that nothing defines, or that two blocks have. */

import t from "tap";
import { findings, instance, server } from "../../../support/findings.ts";

t.test("undefined", async (t) => {
  t.strictSame(findings(server("", "group G")), ["error LK0054 G"]);
  t.strictSame(findings(`${server("", "group G")}virtual_server_group G {\n 192.0.2.1 80\n}\n`), [], "anywhere");
  const daemon = "global_defs {\n lvs_sync_daemon eth0 A\n}\n";
  t.strictSame(findings(daemon), ["error LK0054 A"]);
  t.strictSame(findings(daemon + instance("", "A")), []);
  const check = (name: string, kind: string) =>
    findings(server(` real_server 192.0.2.9 80 {\n ${kind} {\n ${name} x\n }\n }`));
  t.strictSame(check("track_file", "FILE_CHECK"), ["error LK0054 x"]);
  t.strictSame(check("name", "BFD_CHECK"), ["error LK0054 x"]);
});

t.test("defined twice", async (t) => {
  const script = "vrrp_script s {\n script /s\n}\n";
  const told = findings(script + script + instance(" track_script {\n  s\n }"));
  t.strictSame(told, ["error LK0017 vrrp_script s"]);
});
