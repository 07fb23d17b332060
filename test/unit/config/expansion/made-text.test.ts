import t from "tap";
import { MadeText } from "../../../../lib/config/expansion/made-text.ts";
import { isHidden, makeSource, type Span } from "../../../../lib/diag/source.ts";

const source = makeSource("t.conf", "$A=one\nx$A y\n");
const value = { source, start: 3, end: 6 };
const use = { source, start: 8, end: 10 };
const line = MadeText.of(source, 7, 12);
const made = new MadeText(
  [
    ...line.cut(0, 1),
    { text: "one", from: value, exact: true, use, via: { name: "A", before: undefined }, origin: undefined },
    ...line.cut(3, 5),
  ],
  undefined,
);

/** Ranges from the innermost outward. */
function ways(span: Span | undefined): readonly (readonly [number, number])[] {
  return span ? [[span.start, span.end], ...ways(span.expandedFrom)] : [];
}

t.test("every range has its place and what it was expanded from", async (t) => {
  t.equal(made.text, "xone y");
  t.strictSame(ways(made.span(0, 1)), [[7, 8]]);
  t.strictSame(ways(made.span(1, 4)), [
    [3, 6],
    [8, 10],
  ]);
  t.strictSame(ways(made.span(2, 3)), [
    [4, 5],
    [8, 10],
  ]);
  t.strictSame(
    ways(made.span(0, 4)),
    [
      [7, 10],
      [3, 6],
    ],
    "a word of both points at the line, and says what is in it",
  );
  t.strictSame(ways(made.span(4, 6)), [[10, 12]]);
  const around = { source, start: 0, end: 2 };
  t.strictSame(ways(made.within(around).span(1, 4)), [
    [3, 6],
    [8, 10],
    [0, 2],
  ]);
});

t.test("slices keep places", async (t) => {
  const slice = made.slice(2, 5);
  t.equal(slice.text, "ne ");
  t.strictSame(ways(slice.span(0, 2)), [
    [4, 6],
    [8, 10],
  ]);
});

t.test("hiding reaches the definition", async (t) => {
  t.notOk(isHidden(made.span(1, 4)));
  made.hideFrom(1);
  t.ok(isHidden({ source, start: 3, end: 6 }));
  t.ok(isHidden(made.span(0, 4)), "a word that holds a hidden value is hidden");
  t.notOk(isHidden({ source, start: 7, end: 8 }));
});
