/** Words of a virtual server that its head, its protocol or its scheduler makes void. */

import t from "tap";
import { findings, server } from "../../../support/findings.ts";

t.test("by mark and by group", async (t) => {
  const group = "virtual_server_group G {\n 192.0.2.1 80\n}\n";
  t.strictSame(findings(server(" ha_suspend")), []);
  t.strictSame(findings(server(" ha_suspend", "fwmark 1")), ["warning LK0063 ha_suspend"]);
  t.strictSame(findings(group + server(" ha_suspend", "group G")), ["warning LK0063 ha_suspend"]);
  t.strictSame(findings(server(" protocol TCP", "fwmark 1")), ["warning LK0063 protocol"]);
  t.strictSame(findings(group + server(" protocol TCP", "group G")), []);
});

t.test("a family beside an address", async (t) => {
  t.strictSame(findings(server(" ip_family inet")), []);
  t.strictSame(findings(server(" ip_family inet6")), ["warning LK0063 ip_family"]);
  t.strictSame(findings(server(" ip_family inet", "fwmark 1")), []);
});

t.test("one packet at a time", async (t) => {
  t.strictSame(findings(server(" protocol UDP\n ops")), []);
  t.strictSame(findings(server(" protocol TCP\n ops")), ["warning LK0063 ops"]);
  t.strictSame(findings(server(" protocol UDP\n ops\n persistence_timeout")), ["note LK0063 ops"]);
  t.strictSame(findings(server(" ops", "fwmark 1")), [], "a mark may be of UDP alone");
});

t.test("persistence switched off and on", async (t) => {
  const mask = " persistence_granularity 255.255.255.0";
  t.strictSame(findings(server(mask)), [], "it switches persistence on, as its page says");
  t.strictSame(findings(server(`${mask}\n persistence_timeout 60`)), []);
  t.strictSame(findings(server(`${mask}\n persistence_timeout 0`)), ["warning LK0063 persistence_timeout"]);
  t.strictSame(findings(server(" persistence_timeout 0")), ["warning LK0029 0"]);
});

t.test("flags of schedulers", async (t) => {
  t.strictSame(findings(server(" lb_algo sh\n sh-port\n sh-fallback\n flag-1")), []);
  t.strictSame(findings(server(" sh-port")), ["warning LK0062 sh-port"], "the scheduler is to be named");
  t.strictSame(findings(server(" lb_algo sh\n mh-port")), ["warning LK0063 mh-port"]);
  t.strictSame(findings(server(" lb_algo sh\n hashed")), []);
  t.strictSame(findings(server(" lb_algo mh\n hashed")), ["warning LK0063 hashed"]);
  t.strictSame(findings(server(" hashed")), ["warning LK0062 hashed"]);
  t.strictSame(findings(server(" lb_algo mh\n flag-2")), []);
  t.strictSame(findings(server(" lb_algo rr\n flag-2")), ["warning LK0063 flag-2"]);
});
