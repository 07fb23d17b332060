import t from "tap";
import { serviceTitle } from "../../../lib/view/service-title.ts";
import { destination, listed } from "../../support/doctor-facts.ts";
import { noTraffic } from "../../support/fake-ipvs-table.ts";

t.test("what a service is, how it chooses and what it carries", async (t) => {
  const { service } = listed("10.0.0.9", [], { scheduler: "sh", schedulerFlags: 0x18, persistenceTimeout: 50 });
  const counters = { ...noTraffic, connectionRate: 12n, inByteRate: 1200n, outByteRate: 2_000_000n };
  const destinations = [destination("10.0.0.1", {}, { activeConnections: 3, inactiveConnections: 5 })];
  t.strictSame(serviceTitle({ service: { ...service, counters }, destinations }), {
    name: "TCP 10.0.0.9:80",
    settings: "sh, flags sh-fallback,sh-port, persistent 50 s",
    traffic: "12 conn/s, in 1.2k B/s, out 2.0M B/s, 3 active, 5 inactive",
  });
});
