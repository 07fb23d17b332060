import t from "tap";
import {
  drainedServices,
  emptyTable,
  oddNetmasks,
  servicesWithoutScheduler,
  servicesWithoutServers,
} from "../../../../lib/doctor/checks/services.ts";
import {
  directDirector,
  heads,
  mends,
  natDirector,
  withDestinations,
  withSettings,
} from "../../../support/doctor-facts.ts";

t.test("an empty table", async (t) => {
  t.strictSame(heads(emptyTable({ ...natDirector(), table: [] })), ["warning empty-table this host"]);
  t.strictSame(emptyTable(natDirector()), []);
});

t.test("a service without real servers", async (t) => {
  const facts = natDirector();
  const bare = { ...facts, table: facts.table.map((one) => ({ ...one, destinations: [] })) };
  const found = servicesWithoutServers(bare);
  t.strictSame(heads(found), ["error no-servers TCP 172.16.23.80:80"]);
  t.strictSame(mends(found), ["lvsadm -a -t 172.16.23.80:80 -r REAL-SERVER"]);
  t.strictSame(drainedServices(bare), [], "which is not the same as drained");
});

t.test("weight 0 everywhere, not somewhere", async (t) => {
  const drained = (from: number) =>
    withDestinations(natDirector(), (one, i) =>
      i >= from ? { ...one, settings: { ...one.settings, weight: 0 } } : one,
    );
  t.strictSame(drainedServices(drained(1)), []);
  const found = drainedServices(drained(0));
  t.strictSame(heads(found), ["error all-drained TCP 172.16.23.80:80"]);
  t.strictSame(mends(found), [
    "lvsadm -e -t 172.16.23.80:80 -r 192.168.23.80:80 -m -w 1",
    "lvsadm -e -t 172.16.23.80:80 -r 192.168.23.81:80 -m -w 1",
  ]);
});

t.test("the scheduler none; what else is set stays in the mend", async (t) => {
  const found = servicesWithoutScheduler(withSettings(directDirector(), { scheduler: "none", persistenceTimeout: 50 }));
  t.strictSame(heads(found), ["error no-scheduler TCP 172.16.23.80:80"]);
  t.strictSame(mends(found), ["lvsadm -E -t 172.16.23.80:80 -s wlc -p 50"]);
});

t.test("-M 24 is 0.0.0.24", async (t) => {
  const found = (netmask: string) => oddNetmasks(withSettings(directDirector(), { persistenceTimeout: 360, netmask }));
  t.strictSame(heads(found("0.0.0.24")), ["warning odd-netmask TCP 172.16.23.80:80"]);
  t.strictSame(mends(found("0.0.0.24")), ["lvsadm -E -t 172.16.23.80:80 -s wlc -p 360 -M 255.255.255.0"]);
  t.strictSame(mends(found("0.0.0.255")), ["lvsadm -E -t 172.16.23.80:80 -s wlc -p 360 -M 255.255.255.255"]);
  t.strictSame(mends(found("255.0.255.0")), ["lvsadm -E -t 172.16.23.80:80 -s wlc -p 360 -M 255.255.255.255"]);
  for (const fine of ["255.255.255.0", "255.255.254.0", "0.0.0.0", "255.255.255.255", "64"])
    t.strictSame(found(fine), [], fine);
  t.strictSame(oddNetmasks(withSettings(directDirector(), { netmask: "0.0.0.24" })), [], "without -p it does nothing");
});
