import t from "tap";
import { LineSplitter } from "../../../lib/commands/line-splitter.ts";
import { random } from "../../support/random.ts";

function split(parts: readonly Uint8Array[]): string[] {
  const splitter = new LineSplitter();
  const lines = parts.flatMap((part) => splitter.take(part)).concat(splitter.end());
  t.equal(splitter.count, lines.length);
  return lines;
}

t.test("lines are the same wherever the bytes are cut, also within a character", async (t) => {
  const text = "one\n\nzwei ü 漢\r\n  \nlast";
  const bytes = Buffer.from(text);
  const below = random(3);
  for (let round = 0; round < 200; round++) {
    const cuts = [0, ...Array.from({ length: below(5) }, () => below(bytes.length)), bytes.length].sort(
      (a, b) => a - b,
    );
    const parts = cuts.slice(1).map((end, i) => bytes.subarray(cuts[i], end));
    t.same(split(parts), text.split("\n"), cuts.join(" "));
  }
  t.same(split([]), []);
  t.same(split([Buffer.from("a\n")]), ["a"], "an end is no line of its own");
});

t.test("the caller may use its bytes again", async (t) => {
  const splitter = new LineSplitter();
  const bytes = Buffer.from("half");
  splitter.take(bytes);
  bytes.fill("x");
  t.same(splitter.take(Buffer.from(" a line\n")), ["half a line"]);
  const more = Buffer.from("one\ntwo");
  t.same(splitter.take(more), ["one"]);
  more.fill("x");
  t.same(splitter.end(), ["two"]);
});

t.test("what has no end of line is given up", async (t) => {
  const splitter = new LineSplitter();
  const zeros = new Uint8Array(700_000);
  t.same(splitter.take(zeros), []);
  t.equal(splitter.take(zeros), "too long");
});
