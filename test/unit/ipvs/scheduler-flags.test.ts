import t from "tap";
import { parseSchedulerFlags, schedulerFlagsText } from "../../../lib/ipvs/scheduler-flags.ts";

t.test("what is printed reads back, with every scheduler and every set of flags", async (t) => {
  for (const scheduler of ["rr", "sh", "mh"])
    for (const flags of [0, 8, 0x10, 0x18, 0x20, 0x28, 0x30, 0x38]) {
      const text = schedulerFlagsText(scheduler, flags);
      t.same(parseSchedulerFlags(scheduler, text), { flags }, `${scheduler} ${text}`);
    }
  t.equal(schedulerFlagsText("sh", 0x38), "sh-fallback,sh-port,flag-3");
});

t.test("names of another scheduler and of none are told apart; empty names do not count", async (t) => {
  t.same(parseSchedulerFlags("mh", "mh-port,sh-port"), { incompatible: "sh-port" });
  t.same(parseSchedulerFlags("sh", "sh-port,Flag-1"), { unknown: "Flag-1" });
  t.same(parseSchedulerFlags("sh", ",,sh-port,,sh-port,"), { flags: 0x10 });
  t.same(parseSchedulerFlags("rr", ","), { flags: 0 });
});
