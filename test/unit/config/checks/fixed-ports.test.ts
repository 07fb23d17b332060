/** Ports beside DR and TUN, of services by address and by mark. */

import t from "tap";
import { loadText } from "../../../support/configuration.ts";
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
  const messages = (head: string) =>
    loadText(server(` lb_kind DR\n sorry_server 198.51.100.9 8080\n${real}`, head)).diagnostics.map(
      (one) => one.message,
    );
  t.match(messages("fwmark 1").at(-1), /firewall mark packets keep their port/);
  t.match(messages("192.0.2.1 80").at(-1), /on the service's port 80$/);
  t.strictSame(findings(server(" lb_kind DR", "fwmark 1")), ["warning LK0032 80"]);
  t.strictSame(findings(server(" lb_kind NAT", "fwmark 1")), []);
  t.strictSame(findings(server(` lb_kind DR\n${real}`, "fwmark 1")), []);
});
