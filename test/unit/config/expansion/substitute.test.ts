/** Uses of definitions: what replaces them, where the parts are written, and what is said when they cannot be replaced. */

import t from "tap";
import { Budget, longestLine } from "../../../../lib/config/expansion/budget.ts";
import type { Definition } from "../../../../lib/config/expansion/definitions.ts";
import { MadeText } from "../../../../lib/config/expansion/made-text.ts";
import { substitute } from "../../../../lib/config/expansion/substitute.ts";
import { Report } from "../../../../lib/config/report.ts";
import type { Span } from "../../../../lib/diag/source.ts";
import { lineOf, plainSurroundings } from "../../../support/configuration.ts";

/** @param values name → value, a block's lines apart by newlines */
function definitionsOf(values: Readonly<Record<string, string>>): ReadonlyMap<string, Definition> {
  return new Map(Object.entries(values).map(([name, text]) => [name, { lines: text.split("\n").map(lineOf) }]));
}

/** `%{` stands for `$\{`. */
const written = (text: string) => text.replaceAll("%{", "${");

function run(text: string, values: Readonly<Record<string, string>>, budget = new Budget()) {
  const report = new Report();
  const written_ = Object.fromEntries(Object.entries(values).map(([name, value]) => [name, written(value)]));
  const names = { definitions: definitionsOf(written_), surroundings: plainSurroundings, folder: "/etc" };
  const line = lineOf(written(text));
  const substituted = substitute(line, names, budget, report);
  return { line, substituted, said: report.sorted([]).map(({ severity, code }) => `${severity} ${code}`) };
}

t.test("a line and the definitions that it uses become one text", async (t) => {
  const values = { A: "one", B: "$A two", N1: "first", i: "1", E: "", H: "x#y" };
  const rows: readonly (readonly [string, string])[] = [
    ["$A", "one"],
    ["x $A y", "x one y"],
    ["x$A", "xone"],
    ["%{A}x%{A}", "onexone"],
    ["$A, $A) $A", "one, one) one"],
    ["$A.b", "$A.b"],
    ["$AB", "$AB"],
    ["$B", "one two"],
    ["%{N%{i}}", "first"],
    ['"$A"', '"$A"'],
    ['"$A b"', '"one b"'],
    ["x $E y", "x  y"],
    ["x # $A", "x # $A"],
    ['"#" $A', '"#" one'],
    ["$H z", "x#y z"],
    ["\\# $A", "# one"],
    ["%{_PWD}/x", "/etc/x"],
  ];
  for (const [text, expected] of rows) t.equal(run(text, values).substituted?.line.text, expected, text);
});

t.test("a line without uses is given back itself", async (t) => {
  const { line, substituted } = run("a \\# b", { A: "one" });
  t.equal(substituted?.line, line);
});

t.test("a block's use ends its line, and its other lines follow", async (t) => {
  const { substituted } = run("x $A", { A: "one\ntwo $B\nthree", B: "later" });
  t.equal(substituted?.line.text, "x one");
  t.strictSame(
    substituted?.rest.map((line) => line.text),
    ["two $B", "three"],
    "what they use is replaced when their turn comes",
  );
  t.strictSame(run("$A x", { A: "one\ntwo" }).said, ["error LK0043"]);
});

t.test("each part keeps the place where it is written", async (t) => {
  const { substituted } = run("priority $A", { A: "$B", B: "300" });
  const line = substituted?.line ?? new MadeText([], undefined);
  const places: string[] = [];
  for (let at: Span | undefined = line.span(9, 12); at; at = at.expandedFrom)
    places.push(at.source.text.slice(at.start, at.end));
  t.strictSame(places, ["300", "$B", "$A"]);
});

t.test("what cannot be replaced is told once", async (t) => {
  t.strictSame(run("x $NONE y", {}).said, ["warning LK0042"]);
  t.strictSame(run("x %{NONE}", {}).said, ["error LK0042"]);
  t.strictSame(run("$NONE x", {}).said, ["error LK0042"]);
  t.equal(run("x %{NONE}", {}).substituted?.line.text, "x $NONE", "no brace is left to open a block");
  for (const values of [{ A: "$A" }, { A: "x %{B}", B: "%{C}", C: "y $A" }]) {
    const { substituted, said } = run("$A", values as Readonly<Record<string, string>>);
    t.equal(substituted, undefined);
    t.strictSame(said, ["error LK0044"]);
  }
});

t.test("a line may grow so far and no farther", async (t) => {
  const value = "x".repeat(longestLine / 2);
  t.equal(run("%{A}%{A}", { A: value }).substituted?.line.text.length, longestLine);
  const { substituted, said } = run("%{A}%{A}y", { A: value });
  t.equal(substituted, undefined);
  t.strictSame(said, ["error LK0045"]);
});

t.test("a spent budget ends the work", async (t) => {
  const budget = new Budget();
  budget.spend(0, Number.MAX_SAFE_INTEGER);
  t.equal(run("$A", { A: "$B", B: "$C", C: "$D", D: "end" }, budget).substituted?.line.text, "$B");
});
