import t from "tap";
import { rehearse } from "../../../lib/daemon/rehearsal.ts";
import { virtualAddress, vrrpInstance } from "../../support/vrrp-instance.ts";

t.test("any instance can be rehearsed, and there is an end to it", async (t) => {
  const many = Array.from({ length: 255 }, (_, i) => virtualAddress(`10.0.0.${i}`, { device: `eth${i % 3}` }));
  for (const over of [{}, { priority: 255 }, { preempt: false }, { virtualAddresses: [] }, { virtualAddresses: many }])
    await t.resolves(rehearse(vrrpInstance(over)));
});
