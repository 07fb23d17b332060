import t from "tap";
import { expandLines } from "../../../lib/config/expansion.ts";
import { emptyFindings, lexSource } from "../../../lib/config/lexer.ts";
import { Report } from "../../../lib/config/report.ts";
import { lineAt, makeSource } from "../../../lib/diag/source.ts";

/** @returns the numbers of the lines that are kept, and the places of what is told. */
function expand(text: string) {
  const source = makeSource("t.conf", text);
  const report = new Report();
  const { lines, complete } = expandLines(lexSource(source, { takesSlashes: () => false }, emptyFindings()), report);
  const kept = lines.map((line) => lineAt(source, line.tokens[0]?.span.start ?? 0));
  const told = report
    .sorted([source])
    .map(({ span }) => `${lineAt(source, span.start)} ${text.slice(span.start, span.end)}`);
  return { kept, told, complete };
}

t.test("lines that need expansion are left out and each kind is told once", async (t) => {
  t.strictSame(expand("a\nb { c }\n\n"), { kept: [1, 2], told: [], complete: true });
  t.strictSame(expand('include x\na\nincludem y\n"include" z'), { kept: [2, 4], told: ["1 include"], complete: false });
  t.strictSame(expand("@one a\n@^two b\nc@d e"), { kept: [3], told: ["1 @one"], complete: false });
  t.strictSame(expand("a ~SEQ(i, 3) b\n~LST(x, y)\nc ~d"), { kept: [3], told: ["1 ~SEQ(i,"], complete: false });
});

t.test("a definition takes its further lines and its uses along", async (t) => {
  t.strictSame(expand("$A=1\nx $A\ny $\x7bA}\nz $B\nw $AB"), { kept: [4, 5], told: ["1 $A=1"], complete: false });
  t.strictSame(expand("$A=\\\nx {\\\ny 1\\\n}\nz\n$A\nw"), { kept: [5, 7], told: ["1 $A=\\"], complete: false });
  t.strictSame(expand("x $A\n$a b"), { kept: [1, 2], told: [], complete: true });
});
