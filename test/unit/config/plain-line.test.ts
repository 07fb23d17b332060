/** What is plain, and that the quick way and the lexer's own agree on it. */

import t from "tap";
import { emptyFindings, lexLine } from "../../../lib/config/lexer.ts";
import { isPlain, plainTokens } from "../../../lib/config/plain-line.ts";
import { WrittenSource } from "../../../lib/config/written.ts";
import { makeSource } from "../../../lib/diag/source.ts";
import { random as seeded } from "../../support/random.ts";

t.test("what needs a second look is not plain", async (t) => {
  for (const text of ["", "a b", "\ta{b}c\r", "http:/x", "a # \u00a0", 'a ! "'])
    t.ok(isPlain(text, 0, text.length), text);
  for (const text of ['"', "a\\b", "a;", "//", "a//b", "\u00a0", "\u0000", "\u007f", "a\u{1f600}", "\n", "\v"])
    t.notOk(isPlain(text, 0, text.length), JSON.stringify(text));
  t.ok(isPlain('"a b"', 1, 2), "only the characters between start and end");
});

t.test("both ways give the same tokens", async (t) => {
  const pieces = [..."ab/!#{} \t\r{} "];
  let plain = 0;
  for (let seed = 1; seed <= 2000; seed++) {
    const random = seeded(seed);
    const text = Array.from({ length: random(12) }, () => pieces[random(pieces.length)]).join("");
    if (!isPlain(text, 0, text.length) || /[#!]/.test(text)) continue;
    plain++;
    // An empty pair of quotes makes the line one that the lexer reads itself.
    const written = new WrittenSource(makeSource("t.conf", `${text}""`));
    const rules = { takesSlashes: () => false };
    const { tokens } = lexLine(written, 0, text.length + 2, rules, emptyFindings()).shape;
    t.strictSame(plainTokens(text, 0, text.length), tokens.slice(0, -1), JSON.stringify(text));
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
  for (const [text, expected] of rows) {
    const tokens = plainTokens(text, 0, text.length);
    t.strictSame(
      tokens.map((token) => (token.kind === "word" ? `${token.text} ${token.cut}` : token.kind)),
      expected,
      text,
    );
  }
});
