/** Intervals that each version can send, and the nearest where it cannot. */

import t from "tap";
import { findings, instance } from "../../../support/findings.ts";

t.test("VRRPv2: whole seconds", async (t) => {
  for (const right of ["1", "255", "2.0"]) t.strictSame(findings(instance(` advert_int ${right}`)), [], right);
  for (const wrong of ["0.5", "1.5", "0.01"])
    t.strictSame(findings(instance(` advert_int ${wrong}`)), [`warning LK0023 ${wrong}`], wrong);
});

t.test("VRRPv3: hundredths", async (t) => {
  const told = (interval: string) => findings(instance(` version 3\n advert_int ${interval}`));
  for (const right of ["0.01", "0.5", "1", "40.95"]) t.strictSame(told(right), [], right);
  for (const wrong of ["0.015", "40.96", "41"]) t.strictSame(told(wrong), [`warning LK0029 ${wrong}`], wrong);
  const six = " virtual_ipaddress {\n  fe80::1\n }\n advert_int 0.5";
  t.strictSame(findings(instance(six)), [], "IPv6 is VRRPv3");
  t.strictSame(findings(`global_defs {\n vrrp_version 3\n}\n${instance(" advert_int 0.5")}`), []);
});
