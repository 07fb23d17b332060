import t from "tap";
import { emptyFindings } from "../../../lib/config/lexer.ts";
import { makeSource } from "../../../lib/diag/source.ts";
import { lexSource } from "../../support/configuration.ts";

const rules = { takesSlashes: (keyword: string) => keyword === "path" };

/** Tokens as `start-end text`, braces as `start {`, lines apart. */
function lex(text: string) {
  const findings = emptyFindings();
  const lines = lexSource(makeSource("t.conf", text), rules, findings).all;
  const shown = lines.map(({ tokens }) =>
    tokens.map((token) => {
      if (token.kind !== "word") return `${token.span.start} ${token.kind === "open" ? "{" : "}"}`;
      return `${token.span.start}-${token.span.end} ${token.text}${token.quoted ? " (quoted)" : ""}${token.cut ? " (cut)" : ""}`;
    }),
  );
  return { shown, findings, indents: lines.map((line) => line.indent) };
}

t.test("source to tokens with exact ranges", async (t) => {
  const rows: readonly (readonly [string, readonly (readonly string[])[]])[] = [
    ["", []],
    [" \t \r\n\n", []],
    ["a bc\td", [["0-1 a", "2-4 bc", "5-6 d"]]],
    ["a\nb\r\nc", [["0-1 a"], ["2-3 b"], ["5-6 c"]]],
    ["a\r b", [["0-1 a", "3-4 b"]]],
    ["# a\n! b\n  c # d", [["10-11 c"]]],
    ["a#b c", [["0-1 a (cut)"]]],
    ["a!b", [["0-1 a (cut)"]]],
    ["a #b", [["0-1 a"]]],
    ["a\\#b\\!c\\d", [["0-9 a#b!c\\d"]]],
    ['"a # b" c', [["0-7 a # b (quoted)", "8-9 c"]]],
    ['a"b c"d', [["0-1 a", "1-6 b c (quoted)", "6-7 d"]]],
    ['""', [["0-2  (quoted)"]]],
    ["a{b}c", [["0-1 a", "1 {", "2-3 b", "3 }", "4-5 c"]]],
    ['"{" {', [["0-3 { (quoted)", "4 {"]]],
    ["'a b'", [["0-2 'a", "3-5 b'"]]],
    ["a\\", [["0-2 a\\"]]],
    ["a\\\nb", [["0-2 a\\"], ["3-4 b"]]],
    ["a // b {", [["0-1 a"]]],
    ["a//b", [["0-4 a//b"]]],
    ["http://x", [["0-8 http://x"]]],
    ["path //x", [["0-4 path", "5-8 //x"]]],
    ["path // x", [["0-4 path"]]],
    ["a path //x", [["0-1 a", "2-6 path"]]],
    ["a; b", [["0-2 a;", "3-4 b"]]],
    ["a ;b", [["0-1 a"]]],
    ["} // b", [["0 }"]]],
    ["a“b c”d", [["0-1 a", "1-6 b c (quoted)", "6-7 d"]]],
    ['„a“ «b" "c”', [["0-3 a (quoted)", "4-7 b (quoted)", "8-11 c (quoted)"]]],
    ["‘a b’ c’d ‘e", [["0-5 a b (quoted)", "6-9 c’d", "10-12 ‘e"]]],
    ["a｛b｝", [["0-1 a", "1 {", "2-3 b", "3 }"]]],
    ["a ＃b", [["0-1 a"]]],
    ["a＃b", [["0-3 a＃b"]]],
    ["a ／／b", [["0-1 a"]]],
    ["a\u200bb \u00ad c", [["0-3 ab", "6-7 c"]]],
    ['a "b\nc d" e', [["0-1 a", "2-4 b (quoted)"], ["10-11 e"]]],
    ['a "b\r\nc" e', [["0-1 a", "2-4 b (quoted)"], ["9-10 e"]]],
    [
      'a "b\n"c d" e',
      [
        ["0-1 a", "2-4 b (quoted)"],
        ["5-10 c d (quoted)", "11-12 e"],
      ],
    ],
    [
      'a "b\n\nc" e',
      [
        ["0-1 a", "2-4 b (quoted)"],
        ["6-7 c", "7-10  e (quoted)"],
      ],
    ],
    ["\ufeffa\u00a0b\u3000c", [["1-2 a", "3-4 b", "5-6 c"]]],
    ["价格 1", [["0-2 价格", "3-4 1"]]],
  ];
  for (const [text, expected] of rows) t.strictSame(lex(text).shown, expected, JSON.stringify(text));
});

t.test("what is not of the language is noted with its place", async (t) => {
  const { findings } = lex('a // {\n;b\n\u00a0c\n"d\n# // ; \u00a0 "');
  t.strictSame(
    findings.strayComments.map(({ marker, span, brace }) => [marker, span.start, span.end, brace?.start]),
    [
      ["//", 2, 4, 5],
      [";", 7, 8, undefined],
    ],
  );
  t.strictSame(
    findings.oddBlanks.map(({ code, span }) => [code, span.start, span.end]),
    [[0xa0, 10, 11]],
  );
  t.strictSame(
    findings.openQuotes.map(({ span, goesOn }) => [span.start, span.end, goesOn]),
    [[13, 15, false]],
  );
});

t.test("indentation counts tabs as 8 columns", async (t) => {
  t.strictSame(lex("a\n  b\n\tc\n  \td").indents, [0, 2, 8, 8]);
});
