import t from "tap";
import { percent, short } from "../../../lib/view/quantities.ts";

t.test("three digits and a unit", async (t) => {
  const cases: [number, string][] = [
    [0, "0"],
    [7, "7"],
    [999, "999"],
    [1000, "1.0k"],
    [1234, "1.2k"],
    [9949, "9.9k"],
    [9951, "10k"],
    [99_499, "99k"],
    [999_499, "999k"],
    [999_500, "1.0M"],
    [1_500_000_000, "1.5G"],
    [Number(2n ** 64n), "18E"],
  ];
  for (const [value, text] of cases) t.equal(short(value), text, String(value));
});

t.test("parts", async (t) => {
  t.equal(percent(undefined), "-");
  t.equal(percent(0), "0%");
  t.equal(percent(0.004), "<1%");
  t.equal(percent(0.505), "51%");
  t.equal(percent(1), "100%");
});
