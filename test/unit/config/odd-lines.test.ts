/** Lines that are read for others of the same text are read as they would be by themselves, and whatever is to be told is told of each. */

import t from "tap";
import { emptyFindings } from "../../../lib/config/lexer.ts";
import type { Line } from "../../../lib/config/line.ts";
import { OddLines } from "../../../lib/config/odd-lines.ts";
import { WrittenSource } from "../../../lib/config/written.ts";
import { lineRange, makeSource } from "../../../lib/diag/source.ts";
import { random as seeded } from "../../support/random.ts";

const rules = { takesSlashes: (keyword: string) => keyword === "path" };

t.test("the same words and the same findings, line for line", async (t) => {
  const pieces = [
    '"',
    '"',
    "a b",
    "$x",
    "\u201c",
    "\u00a0",
    "{",
    "}",
    "\\",
    " ",
    "// {",
    "\u2018c\u2019",
    "\ufffd",
    "path //x;",
  ];
  for (let seed = 1; seed <= 300; seed++) {
    const random = seeded(seed);
    const lines = Array.from({ length: 4 }, () =>
      Array.from({ length: 1 + random(3) }, () => pieces[random(pieces.length)]).join(""),
    );
    const text = Array.from({ length: 12 }, () => lines[random(lines.length)]).join(random(2) === 0 ? "\n" : "\r\n");
    const source = makeSource("t.conf", text);
    const written = new WrittenSource(source);
    const [alone, together] = [emptyFindings(), emptyFindings()];
    const odd = new OddLines(rules);
    for (const i of source.lineStarts.keys()) {
      const { start, end } = lineRange(source, i + 1);
      const line = odd.lex(written, start, end, together);
      t.strictSame(line.tokens, new OddLines(rules).lex(written, start, end, alone).tokens, JSON.stringify(text));
    }
    t.strictSame(together, alone, JSON.stringify(text));
  }
});

t.test("a line of which there is nothing to tell is lexed once", async (t) => {
  const written = new WrittenSource(makeSource("t.conf", '"a" b\n"a" b\n"a\n"a\n'));
  const odd = new OddLines(rules);
  const findings = emptyFindings();
  const line = (start: number, end: number): Line => odd.lex(written, start, end, findings);
  t.equal(line(0, 5).shape, line(6, 11).shape);
  t.not(line(12, 14).shape, line(15, 17).shape, "a quote is open in it");
});
