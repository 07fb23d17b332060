import t from "tap";
import { hide, isHidden, lineAt, lineText, makeSource, positionAt } from "../../../lib/diag/source.ts";

t.test("offsets become lines and columns", async (t) => {
  const source = makeSource("x", "ab\n\r\ncd");
  t.strictSame(
    [0, 2, 3, 4, 5, 7].map((offset) => lineAt(source, offset)),
    [1, 1, 2, 2, 3, 3],
  );
  t.strictSame(positionAt(source, 6), { line: 3, column: 2 });
  t.strictSame(
    [1, 2, 3, 4].map((line) => lineText(source, line)),
    ["ab", "", "cd", ""],
  );
});

t.test("hidden ranges are found by their overlap, and only in their own lines", async (t) => {
  const source = makeSource("x", "one two\nthree\nfour");
  hide(source, { start: 4, end: 7 });
  hide(source, { start: 9, end: 16 });
  t.strictSame(
    [1, 2, 3].map((line) => lineText(source, line)),
    ["one ***", "t****", "**ur"],
  );
  const hidden = (start: number, end: number) => isHidden({ source, start, end });
  t.strictSame(
    [hidden(0, 4), hidden(3, 5), hidden(6, 9), hidden(7, 9), hidden(15, 17), hidden(16, 18)],
    [false, true, true, false, true, false],
  );
});
