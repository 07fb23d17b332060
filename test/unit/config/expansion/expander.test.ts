/** Files → the lines that they mean: the order in which conditions, definitions, loops and includes are looked for. */

import t from "tap";
import { expandFile } from "../../../../lib/config/expansion/expander.ts";
import { SecretHider } from "../../../../lib/config/hide-secrets.ts";
import { emptyFindings } from "../../../../lib/config/lexer.ts";
import { Report } from "../../../../lib/config/report.ts";
import type { Span } from "../../../../lib/diag/source.ts";
import { filesOf, plainSurroundings } from "../../../support/configuration.ts";

/** Lines apart by ` / `; `%{` stands for `$\{`. */
const textOf = (lines: string) => `${lines.split(" / ").join("\n").replaceAll("%{", "${")}\n`;

function expand(lines: string, others: Readonly<Record<string, string>> = {}) {
  const report = new Report();
  const texts = { "t.conf": lines, ...others };
  const files = filesOf(Object.fromEntries(Object.entries(texts).map(([path, text]) => [path, textOf(text)])));
  const expanded = expandFile("t.conf", {
    files,
    surroundings: plainSurroundings,
    rules: { takesSlashes: () => false },
    findings: emptyFindings(),
    hider: new SecretHider(),
    report,
  });
  return { ...expanded, said: report.sorted(expanded.sources).map(({ code }) => code) };
}

/** The words of each line. */
function wordsOf({ lines }: ReturnType<typeof expand>): readonly string[] {
  return lines.all.map(({ tokens }) => tokens.map((token) => (token.kind === "word" ? token.text : "{}")).join(" "));
}

t.test("lines in the order in which they are meant", async (t) => {
  const rows: readonly (readonly [string, readonly string[]])[] = [
    ["a / # b /  / c", ["a", "c"]],
    ["$A=x / a $A / $A=y / a $A", ["a x", "a y"]],
    ["a / $A=x \\ / y \\ / z / $A / b", ["a", "x", "y", "z", "b"]],
    ["~SEQ(i,2) a$i / b", ["a1", "a2", "b"]],
    ["~SEQ(i,2) ~LST(v,x,y) %{v}$i", ["x1", "y1", "x2", "y2"]],
    ["$B=~SEQ(i,2) a$i \\ / b / $B", ["a1", "a2", "b"]],
    ["@one a / @two b / @^one c / @^two d", ["a", "d"]],
    ["@two $A=x / @one $A=y / $A", ["y"]],
    ["@one ~SEQ(i,2) a$i", ["a1", "a2"]],
    ["$A=@two / $A a / b", ["b"]],
    ["random_seed 7", ["random_seed 7"]],
  ];
  for (const [lines, expected] of rows) t.strictSame(wordsOf(expand(lines)), expected, lines);
});

t.test("included files stand where they are named, with the folder of their own", async (t) => {
  const others = { "d/b.conf": "b / include c.conf / $IN=d", "d/c.conf": "c $_PWD", "d/e.conf": "e" };
  const expanded = expand("a / include d/b.conf / x $IN / $A=\\ / include d/e.conf \\ / y / $A", others);
  t.strictSame(wordsOf(expanded), ["a", "b", "c /d", "x d", "e", "y"]);
  t.strictSame(
    expanded.sources.map((source) => source.name),
    ["t.conf", "d/b.conf", "d/c.conf", "d/e.conf"],
  );
  t.equal(expanded.complete, true);
});

t.test("what was left out makes the result incomplete", async (t) => {
  const rows: Readonly<Record<string, readonly string[]>> = {
    "~SEQ(i,1,0,2) a": ["LK0040"],
    "~seq(i,2) a": ["LK0040"],
    "$A=$A / x $A": ["LK0044"],
    include: ["LK0011"],
    "include t.conf": ["LK0038"],
    "x ~SEQ(i,2)": ["LK0047"],
    "a \0 b": ["LK0052"],
  };
  for (const [lines, said] of Object.entries(rows)) {
    const expanded = expand(lines);
    t.strictSame(expanded.said, said, lines);
    t.equal(expanded.complete, false, lines);
  }
});

t.test("a loop whose line opens a block is run once, so that the block is one", async (t) => {
  const expanded = expand("~SEQ(i,3) a$i { / b / }");
  t.strictSame(wordsOf(expanded), ["a1 {}", "b", "{}"]);
  t.strictSame(expanded.said, ["LK0040"]);
});

t.test("a word in a made line is written where its definition, its use and its loop are", async (t) => {
  const expanded = expand("$A=bad / $B=\\ / x $A / ~SEQ(i,1) $B");
  const word = expanded.lines.all[0]?.tokens[1];
  const places: string[] = [];
  for (let at: Span | undefined = word?.span; at; at = at.expandedFrom)
    places.push(at.source.text.slice(at.start, at.end));
  t.strictSame(places, ["bad", "$A", "$B", "~SEQ(i,1)"]);
});

t.test("the limits hold", async (t) => {
  t.strictSame(expand("~SEQ(i,1,1000) ~SEQ(j,1,1000) x").said, ["LK0045"]);
  const nested = `${"~SEQ(i,1,2) ".repeat(100_000)}x`;
  t.strictSame(expand(nested).said, ["LK0045"], "100,000 loops in each other");
  const deep = Object.fromEntries(Array.from({ length: 40 }, (_, i) => [`${i}.conf`, `include ${i + 1}.conf`]));
  t.strictSame(expand("include 0.conf", deep).said, ["LK0038"], "files 40 deep");
  const circle = { "a.conf": "include b.conf", "b.conf": "include a.conf / include t.conf / b" };
  const expanded = expand("include a.conf / c", circle);
  t.strictSame(expanded.said, ["LK0038", "LK0038"], "files that include each other");
  t.strictSame(wordsOf(expanded), ["b", "c"]);
});
