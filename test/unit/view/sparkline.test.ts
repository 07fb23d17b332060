import t from "tap";
import { sparkline } from "../../../lib/view/sparkline.ts";

t.test("bars by eighths; a little is more than nothing", async (t) => {
  t.equal(sparkline([0, 1, 50, 100], 4, 100), " ▁▄█");
  t.equal(sparkline([800], 1, 100), "█", "more than the highest is full");
});

t.test("the newest are at the right", async (t) => {
  t.equal(sparkline([100, 0, 100], 2, 100), " █");
  t.equal(sparkline([100], 3, 100), "  █");
  t.equal(sparkline([], 3, 100), "   ");
  t.equal(sparkline([1, 2], 0, 2), "");
  t.equal(sparkline([0, 0], 2, 0), "  ", "nothing at all");
});
