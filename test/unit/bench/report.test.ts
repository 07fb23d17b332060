/** The numbers of the benchmarks and their table: a missed target must not look like a met one, a missing one like nothing. */

import t from "tap";
import { best, differences, median, of, worst } from "../../bench/figures.ts";
import { render } from "../../bench/report.ts";

t.test("median, best, worst and differences by round", async (t) => {
  t.equal(median([9, 1, 5]), 5);
  t.equal(median([10, 1, 9, 2]), 5.5);
  t.equal(best([3, -1, 2]), -1);
  t.equal(worst([3, -1, 2]), 3);
  t.same(differences([5, 7], [1, 10]), [4, -3]);
});

t.test("figures that are not there are an error, not a number", async (t) => {
  const figures = new Map([
    ["none", []],
    ["broken", [1, Number.NaN]],
  ]);
  for (const name of ["absent", "none", "broken"]) t.throws(() => of(figures, name), new RegExp(name));
  t.same(of(new Map([["one", [1]]]), "one"), [1]);
});

t.test("a table", async (t) => {
  const text = render({
    title: "Start-up",
    rows: [
      { what: "node", values: [20, 10, 12] },
      { what: "lvsadm", values: [120, 30, 25], ratio: "2.5 x node", target: { wanted: "median <= 15", met: false } },
      { what: "behind", target: { wanted: "<= 5", met: true } },
    ],
    notes: ["A note."],
  });
  t.equal(
    text,
    `Start-up
  ms      best  median  worst  ratio       target
  node    10.0    12.0   20.0
  lvsadm  25.0    30.0  120.0  2.5 x node  median <= 15  MISSED
  behind                                   <= 5          met
  A note.`,
  );
});
