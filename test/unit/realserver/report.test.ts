/** The findings of check: every needed thing once, with what is there instead. */

import t from "tap";
import { needsOf } from "../../../lib/realserver/needs.ts";
import { plan } from "../../../lib/realserver/plan.ts";
import { report } from "../../../lib/realserver/report.ts";
import { after, host, onLoopback, vipA } from "../../support/host.ts";

const needs = needsOf({ mode: "dr", vips: [vipA], interface: "eth0" });

t.test("an untouched host: everything, with its present value", async (t) => {
  const route = "through lo (table local)";
  t.same(report(host(), needs), [
    ...["all", "eth0", "lo"].map((link) => row(`net.ipv4.conf.${link}.arp_ignore`, "1", "0")),
    ...["all", "eth0", "lo"].map((link) => row(`net.ipv4.conf.${link}.arp_announce`, "2", "0")),
    row("172.16.12.110/32 on lo", "label lo:0, broadcast 172.16.12.110", "absent"),
    row("host route to 172.16.12.110", route, "absent"),
  ]);
});

t.test("as wanted exactly where a plan has no steps", async (t) => {
  const prepared = after(host(), plan(host(), needs));
  t.ok(report(prepared, needs).every(({ asWanted }) => asWanted));
  const renamed = host({ addresses: [onLoopback(vipA, "lo")] });
  t.same(
    report(renamed, needs).at(-2),
    row("172.16.12.110/32 on lo", "label lo:0, broadcast 172.16.12.110", "no label, broadcast 172.16.12.110"),
  );
  const routeless = { ...prepared, loopbackRoutes: new Set<never>() };
  t.same(
    report(routeless, needs)
      .filter(({ asWanted }) => !asWanted)
      .map(({ subject }) => subject),
    ["host route to 172.16.12.110"],
  );
});

t.test("a parameter that the kernel does not have is absent", async (t) => {
  t.equal(report({ ...host(), sysctls: new Map() }, needs)[0]?.present, "absent");
});

function row(subject: string, wanted: string, present: string) {
  return { subject, wanted, present, asWanted: wanted === present };
}
