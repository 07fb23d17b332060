import t from "tap";
import { scopeNumber, scopeOf } from "../../../lib/netlink/scope.ts";

t.test("names are those of iproute2's rt_scopes, both ways", async (t) => {
  const rows = [
    ["global", 0],
    ["site", 200],
    ["link", 253],
    ["host", 254],
    ["nowhere", 255],
    [77, 77],
  ] as const;
  for (const [scope, number] of rows) {
    t.equal(scopeNumber(scope), number);
    t.equal(scopeOf(number), scope);
  }
});
