/** Keywords without and with what they need. */

import t from "tap";
import { findings, instance, server } from "../../../support/findings.ts";

t.test("in instances", async (t) => {
  t.strictSame(findings(instance(" vmac_xmit_base")), ["warning LK0062 vmac_xmit_base"]);
  t.strictSame(findings(instance(" vmac_xmit_base\n use_vmac")), []);
  t.strictSame(findings(instance(" use_vmac_addr\n use_ipvlan 192.0.2.200")), []);
  t.strictSame(findings(instance(" unicast_ttl 3")), ["warning LK0062 unicast_ttl"]);
  t.strictSame(findings(instance(" unicast_ttl 3\n unicast_peer {\n  192.0.2.9\n }")), []);
});

t.test("in virtual servers and pages", async (t) => {
  t.strictSame(findings(server(" sorry_server_inhibit")), ["warning LK0062 sorry_server_inhibit"]);
  t.strictSame(findings(server(" sorry_server 198.51.100.9 80\n sorry_server_inhibit")), []);
  t.strictSame(findings(server(" sorry_server_inhibit\n sorry_server 198.51.100.9 80")), [
    "warning LK0062 sorry_server_inhibit",
  ]);
  t.strictSame(findings(server(" sh-port\n lb_algo sh")), ["warning LK0062 sh-port"]);
  t.strictSame(findings(server(" persistence_engine sip")), ["warning LK0062 persistence_engine"]);
  t.strictSame(findings(server(" persistence_engine sip\n persistence_granularity 255.255.255.0")), []);
  const page = (lines: string) =>
    findings(server(` real_server 198.51.100.1 80 {\n  HTTP_GET {\n   url {\n    path /\n${lines}   }\n  }\n }`));
  t.strictSame(page(" regex_no_match\n"), ["warning LK0062 regex_no_match"]);
  t.strictSame(page(' regex_no_match\n regex "a"\n'), []);
});
