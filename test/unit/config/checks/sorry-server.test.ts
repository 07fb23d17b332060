/** The sorry server inside and outside of the pool, with ports written and left out. */

import t from "tap";
import { findings, server } from "../../../support/findings.ts";

const told = (sorry: string, lines = "") => findings(server(` sorry_server ${sorry}\n${lines}`));

t.test("of another family", async (t) => {
  t.strictSame(told("2001:db8::1 80"), ["error LK0035 2001:db8::1"]);
  t.strictSame(told("2001:db8::1 80", " lb_kind TUN\n"), []);
  t.strictSame(told("2001:db8::1 80", " sorry_server_lvs_method TUN\n"), []);
  const mark = (lines: string) => findings(server(` sorry_server 2001:db8::1\n${lines}`, "fwmark 3"));
  t.strictSame(mark(""), ["error LK0035 2001:db8::1"], "that of the first real server");
  t.strictSame(mark(" ip_family inet6\n real_server 2001:db8::2 {\n }\n"), []);
});

t.test("in the pool", async (t) => {
  t.strictSame(told("198.51.100.1 80"), ["warning LK0061 sorry_server 198.51.100.1 80"]);
  t.strictSame(told("198.51.100.1"), ["warning LK0061 sorry_server 198.51.100.1"], "the service's port");
  t.strictSame(told("198.51.100.1 81"), []);
  t.strictSame(told("198.51.100.2 80"), []);
  t.strictSame(told("198.51.100.1 80", " quorum 2\n weight 2\n"), [], "it may be up when the quorum is lost");
});
