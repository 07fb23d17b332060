import t from "tap";
import { connectionsOf, isOverloaded, serverState, trafficShares } from "../../../lib/ipvs/overview.ts";
import { destination, listed } from "../../support/doctor-facts.ts";
import { noTraffic } from "../../support/fake-ipvs-table.ts";

const loaded = (active: number, inactive: number, upperThreshold: number, weight = 1) =>
  destination("10.0.0.1", { upperThreshold, weight }, { activeConnections: active, inactiveConnections: inactive });
const flowing = (inByteRate: bigint) => destination("10.0.0.1", {}, { counters: { ...noTraffic, inByteRate } });

t.test("the threshold counts active and inactive connections, and 0 is none", async (t) => {
  t.notOk(isOverloaded(loaded(5, 4, 10)));
  t.ok(isOverloaded(loaded(5, 5, 10)));
  t.notOk(isOverloaded(loaded(5, 5, 0)));
});

t.test("weight 0 is drained, full or not", async (t) => {
  t.equal(serverState(loaded(5, 5, 10, 0)), "drained");
  t.equal(serverState(loaded(5, 5, 10)), "overloaded");
  t.equal(serverState(loaded(0, 0, 10)), "serving");
});

t.test("shares of what comes in", async (t) => {
  t.strictSame(trafficShares(listed("10.0.0.9", [flowing(1n), flowing(3n), flowing(0n)])), [0.25, 0.75, 0]);
  t.strictSame(trafficShares(listed("10.0.0.9", [flowing(0n), flowing(0n)])), [undefined, undefined]);
  t.strictSame(trafficShares(listed("10.0.0.9", [])), []);
  const huge = 2n ** 63n;
  t.strictSame(trafficShares(listed("10.0.0.9", [flowing(huge), flowing(huge)])), [0.5, 0.5]);
});

t.test("connections of a service are those of its real servers", async (t) => {
  t.strictSame(connectionsOf(listed("10.0.0.9", [loaded(1, 2, 0), loaded(3, 4, 0)])), { active: 4, inactive: 6 });
});
