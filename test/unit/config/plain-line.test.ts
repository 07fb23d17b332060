/** What is plain, and that the quick way and the lexer's own agree on it. */

import t from "tap";
import { isSpecial } from "../../../lib/config/expansion/special-line.ts";
import { emptyFindings, lexLine } from "../../../lib/config/lexer.ts";
import { plainShape } from "../../../lib/config/plain-line.ts";
import { WrittenSource } from "../../../lib/config/written.ts";
import { makeSource } from "../../../lib/diag/source.ts";
import { random as seeded } from "../../support/random.ts";

const shapeOf = (text: string) => plainShape(text, 0, text.length);

t.test("what needs a second look is not plain", async (t) => {
  for (const text of [
    "",
    "a b",
    "\ta{b}c\r",
    "http:/x",
    "a # \u00a0",
    'a ! "',
    "# \\",
    "inclusive",
    "random",
    "a{ {",
    "$",
    "a$ $1",
    "# $",
  ])
    t.ok(shapeOf(text), text);
  for (const text of ['"', "a\\b", "a;", "//", "a//b", "\u00a0", "\u0000", "\u007f", "a\u{1f600}", "\n", "\v"])
    t.notOk(shapeOf(text), JSON.stringify(text));
  for (const text of ["$a", "a ~SEQ(", "a # $b", "# ~", "@a b", " \tinclude x", "random_seed 1", "a {{", "a {% b"])
    t.notOk(shapeOf(text), text);
  t.ok(plainShape('"a b"', 1, 2), "only the characters between start and end");
});

t.test("the lexer's own way gives the same shape, and expansion has nothing to do", async (t) => {
  const pieces = [..."ab/!#{} \t\r{} <=$@", "include "];
  let plain = 0;
  for (let seed = 1; seed <= 4000; seed++) {
    const random = seeded(seed);
    const text = Array.from({ length: random(12) }, () => pieces[random(pieces.length)]).join("");
    const shape = shapeOf(text);
    if (shape === undefined) continue;
    t.notOk(isSpecial(text, 0, text.length), JSON.stringify(text));
    if (/[#!]/.test(text)) continue;
    plain++;
    // An empty pair of quotes makes the line one that the lexer reads itself.
    const written = new WrittenSource(makeSource("t.conf", `${text}""`));
    const rules = { takesSlashes: () => false };
    const { tokens, indent } = lexLine(written, 0, text.length + 2, rules, emptyFindings()).shape;
    t.strictSame(shape.tokens, tokens.slice(0, -1), JSON.stringify(text));
    if (shape.tokens.length > 0) t.equal(shape.indent, indent);
  }
  t.ok(plain > 300, `${plain} lines`);
});

t.test("a comment ends the line, and cuts a word that it touches", async (t) => {
  const rows: readonly (readonly [string, readonly string[]])[] = [
    ["a#b c", ["a #"]],
    ["a b!c", ["a ", "b !"]],
    ["a # b", ["a "]],
    ["a{#}", ["a ", "open"]],
  ];
  for (const [text, expected] of rows)
    t.strictSame(
      shapeOf(text)?.tokens.map((token) => (token.kind === "word" ? `${token.text} ${token.cut}` : token.kind)),
      expected,
      text,
    );
});

t.test("what a line is, by its words and braces", async (t) => {
  const rows: readonly (readonly [string, { name?: string; opens?: true; closes?: true; balance?: number }])[] = [
    ["a b", { name: "a" }],
    ["  a {", { name: "a", opens: true, balance: 1 }],
    ["}", { closes: true, balance: -1 }],
    ["} }", { balance: -2 }],
    ["{", { opens: true, balance: 1 }],
    ["a } b {", { opens: true }],
    ["a { b", { balance: 1 }],
    ["a=b", {}],
    ["a <B>", {}],
  ];
  for (const [text, { name, opens = false, closes = false, balance = 0 }] of rows)
    t.match(shapeOf(text), { name, opens, closes, balance }, text);
});
