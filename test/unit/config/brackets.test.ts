/** Brackets of other kinds that stand for braces, and those that are words. */

import t from "tap";
import { loadText } from "../../support/configuration.ts";
import { findings } from "../../support/findings.ts";

t.test("what they hold is read", async (t) => {
  const text = "vrrp_instance A (\n interface eth0\n virtual_router_id 1\n virtual_ipaddress [ 192.0.2.1 ]\n)\n";
  const loaded = loadText(text);
  t.strictSame(findings(text), ["error LK0078 (", "error LK0078 ["]);
  t.equal(loaded.settings.instances[0]?.virtualAddresses.length, 1);
  t.strictSame(findings(text.replaceAll("\n", "\r\n")), ["error LK0078 (", "error LK0078 ["], "with CRLF");
});

t.test("among braces", async (t) => {
  t.strictSame(findings("global_defs (\n router_id ( x\n)\n"), ["error LK0078 (", "warning LK0014 x"], "a value");
  t.match(findings("global_defs {\n router_id x\n)\n"), [/LK0007|LK0001/, /./], "a closing one without its partner");
  t.strictSame(findings('global_defs {\n router_id "("\n}\n'), []);
  t.strictSame(findings("global_defs {\n router_id (\n}\n"), [], "no keyword that opens a block");
});
