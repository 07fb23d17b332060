import t from "tap";
import { type Diagnostic, hasErrors } from "../../../lib/diag/diagnostic.ts";
import { countSeverities, renderDiagnostic, renderOneLine } from "../../../lib/diag/render.ts";
import { hide, makeSource, type Span } from "../../../lib/diag/source.ts";

function spanOf(text: string, words: string): Span {
  const start = text.indexOf(words);
  return { source: makeSource("a.conf", text), start, end: start + words.length };
}

function fault(span: Span, more: Partial<Diagnostic> = {}): Diagnostic {
  return { code: "LK0012", severity: "error", span, message: "this is wrong", ...more };
}

const plain = (diagnostic: Diagnostic) => renderDiagnostic(diagnostic, { colour: false }).split("\n");

t.test("place, severity, code, message, line, underline, expected, hint", async (t) => {
  t.strictSame(plain(fault(spanOf("one\n two three\n", "three"), { expected: "a number", hint: "write 3" })), [
    "a.conf:2:6: error LK0012: this is wrong",
    "    2 |  two three",
    "      |      ^~~~~",
    "      = expected: a number",
    "      = hint: write 3",
  ]);
});

t.test("the underline stands under the words whatever is before and in them", async (t) => {
  const rows: readonly (readonly [text: string, words: string, line: string, underline: string])[] = [
    ["\tx y", "x", "        x y", "        ^"],
    ["ab\tx", "x", "ab      x", "        ^"],
    ["中文 x", "x", "中文 x", "     ^"],
    ["中文 x", "中文", "中文 x", "^~~~"],
    ["中\tx", "x", "中      x", "        ^"],
    ["e\u0301 x", "x", "e\u0301 x", "  ^"],
    ["\u{1f600} x", "x", "\u{1f600} x", "   ^"],
    ["ｆｕｌｌ x", "x", "ｆｕｌｌ x", "         ^"],
    ["a\u001b[31mb", "b", "a\ufffd[31mb", "      ^"],
    ["a\u202eb", "b", "a\ufffdb", "  ^"],
    ["x\ty z", "x\ty", "x       y z", "^~~~~~~~~"],
  ];
  for (const [text, words, line, underline] of rows)
    t.strictSame(
      plain(fault(spanOf(text, words))).slice(1),
      [`    1 | ${line}`, `      | ${underline}`],
      JSON.stringify(text),
    );
});

t.test("columns count characters, not UTF-16 units", async (t) => {
  t.match(plain(fault(spanOf("\u{1f600}\u{1f600} x", "x")))[0], /^a\.conf:1:4:/);
});

t.test("an empty span at the end of the text still has a caret", async (t) => {
  const source = makeSource("a.conf", "ab\n");
  t.strictSame(plain(fault({ source, start: 3, end: 3 })).slice(1), ["    2 | ", "      | ^"]);
});

t.test("a span over several lines is underlined to the end of its first", async (t) => {
  t.strictSame(plain(fault(spanOf("a b\r\nc d", "b\r\nc"))).slice(1), ["    1 | a b", "      |   ^"]);
});

t.test("long lines are cut around the words", async (t) => {
  const text = `${"a".repeat(5000)} here ${"b".repeat(5000)}`;
  const [, line = "", underline = ""] = plain(fault(spanOf(text, "here")));
  t.ok(line.length < 200);
  t.equal(line.slice(underline.indexOf("^"), underline.length), "here");
  t.match(line, /\| …a+ here b+…$/);
});

t.test("hidden ranges show as asterisks, in related places too", async (t) => {
  const text = "auth_pass geheim x";
  const source = makeSource("a.conf", text);
  hide(source, { start: 10, end: 16 });
  const span = { source, start: 17, end: 18 };
  const said = renderDiagnostic(fault(span, { related: [{ span, message: "see" }] }), { colour: false });
  t.notMatch(said, /geheim/);
  t.match(said, /auth_pass \*{6} x/);
});

t.test("the ways of an expansion are shown outward", async (t) => {
  const definition = spanOf("$A=1", "1");
  const use = { ...spanOf("priority $A", "$A"), expandedFrom: spanOf("include x", "include x") };
  t.strictSame(
    plain(fault({ ...definition, expandedFrom: use })).filter((line) => line.startsWith("a.conf")),
    ["a.conf:1:4: error LK0012: this is wrong", "a.conf:1:10: expanded from here", "a.conf:1:1: expanded from here"],
  );
});

t.test("one line for logs", async (t) => {
  const span = spanOf("x", "x");
  t.equal(renderOneLine(fault(span)), "a.conf:1:1: error LK0012: this is wrong");
  t.equal(
    renderOneLine(fault(span, { severity: "warning", expected: "y", hint: "write y", message: "a\nb\u001b" })),
    "a.conf:1:1: warning LK0012: a\ufffdb\ufffd (expected y; write y)",
  );
});

t.test("colour only where it is told to", async (t) => {
  const diagnostic = fault(spanOf("x", "x"));
  t.notOk(renderDiagnostic(diagnostic, { colour: false }).includes("\u001b"));
  t.match(renderDiagnostic(diagnostic, { colour: true }), "\u001b[1;31merror LK0012:\u001b[0m this is wrong");
});

t.test("counting", async (t) => {
  const span = spanOf("x", "x");
  const warning = fault(span, { severity: "warning" });
  t.equal(countSeverities([]), "");
  t.equal(countSeverities([warning]), "1 warning");
  t.equal(countSeverities([warning, fault(span), fault(span)]), "2 errors, 1 warning");
  t.equal(hasErrors([warning]), false);
  t.equal(hasErrors([warning, fault(span)]), true);
  t.equal(hasErrors([fault(span, { concerns: ["checkd"] })], "vrrpd"), false);
  t.equal(hasErrors([fault(span, { concerns: ["checkd"] })], "checkd"), true);
  t.equal(hasErrors([fault(span)], "vrrpd"), true);
});
