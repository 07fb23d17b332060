/** The same address in two lists and in two instances. */

import t from "tap";
import { findings, instance } from "../../../support/findings.ts";

const holding = (address: string, more = "") => instance(` virtual_ipaddress {\n  ${address}\n }\n${more}`);
const excluding = (...lines: string[]) =>
  ` virtual_ipaddress_excluded {\n${lines.map((one) => `  ${one}\n`).join("")} }`;

t.test("in one instance", async (t) => {
  t.strictSame(findings(holding("192.0.2.1/24", excluding("192.0.2.1"))), ["warning LK0017 192.0.2.1"]);
  t.strictSame(findings(holding("192.0.2.1", excluding("192.0.2.2", "192.0.2.2"))), ["warning LK0017 192.0.2.2"]);
  t.strictSame(findings(holding("192.0.2.1", excluding("192.0.2.1 dev eth1"))), []);
  t.strictSame(findings(holding("192.0.2.1\n  192.0.2.1")), ["warning LK0017 192.0.2.1"], "told once");
});

t.test("in two", async (t) => {
  t.strictSame(findings(holding("192.0.2.1") + holding("192.0.2.1/24")), ["warning LK0068 192.0.2.1/24"]);
  t.strictSame(findings(holding("192.0.2.1") + holding("192.0.2.1 dev eth1")), []);
  t.strictSame(findings(holding("192.0.2.1") + holding("192.0.2.2", excluding("192.0.2.1"))), [
    "warning LK0068 192.0.2.1",
  ]);
  const elsewhere = holding("192.0.2.1", " interface eth1").replace(" interface eth0\n", "");
  t.strictSame(findings(holding("192.0.2.1") + elsewhere), []);
});
