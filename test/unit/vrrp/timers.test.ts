import t from "tap";
import { masterDownInterval, skewTime } from "../../../lib/vrrp/timers.ts";

t.test("RFC 3768 section 6.1: skew is (256 - priority) / 256 s", async (t) => {
  t.equal(skewTime({ priority: 100, advertInterval: 1000 }), 609.375);
  t.equal(skewTime({ priority: 255, advertInterval: 7000 }), 3.90625, "the interval does not matter in version 2");
  t.equal(skewTime({ priority: 1, advertInterval: 1000 }), 996.09375);
});

t.test("master down is three intervals and the skew", async (t) => {
  t.equal(masterDownInterval({ priority: 150, advertInterval: 1000 }), 3414.0625);
  t.equal(masterDownInterval({ priority: 100, advertInterval: 2000 }), 6609.375);
});
