/** Ports beside DR and TUN, of services by address and by mark. */

import t from "tap";
import { findings, server } from "../../../support/findings.ts";

const real = " real_server 198.51.100.1 {\n }\n";

t.test("sorry servers", async (t) => {
  const told = (lines: string, sorry = "198.51.100.9 8080") =>
    findings(server(` sorry_server ${sorry}\n${lines}\n${real}`));
  t.strictSame(told(" lb_kind NAT"), []);
  t.strictSame(told(" lb_kind DR"), ["warning LK0032 8080"]);
  t.strictSame(told(" lb_kind DR", "198.51.100.9 80"), []);
  t.strictSame(told(" lb_kind DR", "198.51.100.9"), []);
  t.strictSame(told(" lb_kind DR\n sorry_server_lvs_method NAT"), []);
  t.strictSame(told(" sorry_server_lvs_method TUN"), ["warning LK0032 8080"]);
});

t.test("marks", async (t) => {
  t.strictSame(findings(server(" lb_kind DR", "fwmark 1")), ["warning LK0032 80"]);
  t.strictSame(findings(server(" lb_kind NAT", "fwmark 1")), []);
  t.strictSame(findings(server(` lb_kind DR\n${real}`, "fwmark 1")), []);
});
