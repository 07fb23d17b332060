import t from "tap";
import { thresholds } from "../../../../lib/doctor/checks/thresholds.ts";
import { directDirector, heads, mends, withDestinations } from "../../../support/doctor-facts.ts";

/** Real servers with these many connections each, of at most ten. */
const loaded = (...connections: number[]) =>
  withDestinations(directDirector(), (one, i) => ({
    ...one,
    settings: { ...one.settings, upperThreshold: 10 },
    activeConnections: 1,
    inactiveConnections: (connections[i] ?? 0) - 1,
  }));

t.test("active and inactive connections count together, from the threshold on", async (t) => {
  t.strictSame(thresholds(loaded(9, 9)), []);
  t.strictSame(heads(thresholds(loaded(10, 9))), ["warning overloaded 172.16.23.111:80 of TCP 172.16.23.80:80"]);
});

t.test("all of them full is one error, with a mend for each", async (t) => {
  const found = thresholds(loaded(10, 30));
  t.strictSame(heads(found), ["error all-overloaded TCP 172.16.23.80:80"]);
  t.match(mends(found), [/-e .*-r 172\.16\.23\.111:80 -g -w 1/, /-e .*-r 172\.16\.23\.112:80 -g -w 1/]);
});

t.test("drained ones neither count nor help; 0 is no threshold", async (t) => {
  const drained = withDestinations(loaded(10, 10), (one, i) =>
    i === 1 ? { ...one, settings: { ...one.settings, weight: 0 } } : one,
  );
  t.strictSame(heads(thresholds(drained)), ["error all-overloaded TCP 172.16.23.80:80"]);
  const none = withDestinations(loaded(10, 10), (one) => ({
    ...one,
    settings: { ...one.settings, upperThreshold: 0 },
  }));
  t.strictSame(thresholds(none), []);
});
