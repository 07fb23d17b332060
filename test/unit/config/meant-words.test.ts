import t from "tap";
import { meantWords } from "../../../lib/config/meant-words.ts";
import { Report } from "../../../lib/config/report.ts";
import type { Word } from "../../../lib/config/syntax.ts";
import { makeSource } from "../../../lib/diag/source.ts";
import { lexSource } from "../../support/configuration.ts";

/** Words as `start-end text`, and what was said as `code start-end`. */
function meant(text: string): { words: readonly string[]; said: readonly string[] } {
  const source = makeSource("t.conf", text);
  const report = new Report();
  const words = (lexSource(source).all[0]?.tokens ?? []).filter((token): token is Word => token.kind === "word");
  return {
    words: meantWords(words, report).map(({ span, text }) => `${span.start}-${span.end} ${text}`),
    said: report.sorted([source]).map(({ code, span }) => `${code} ${span.start}-${span.end}`),
  };
}

t.test("a sign between keyword and value is none of the words", async (t) => {
  const rows: readonly (readonly [string, readonly string[], readonly string[]])[] = [
    ["priority 90", ["0-8 priority", "9-11 90"], []],
    ["priority = 90", ["0-8 priority", "11-13 90"], ["LK0048 9-10"]],
    ["priority=90", ["0-8 priority", "9-11 90"], ["LK0048 8-9"]],
    ["priority= 90", ["0-8 priority", "10-12 90"], ["LK0048 8-9"]],
    ["priority: 90", ["0-8 priority", "10-12 90"], ["LK0048 8-9"]],
    ["priority=", ["0-8 priority"], ["LK0048 8-9"]],
    ["path /a=b", ["0-4 path", "5-9 /a=b"], []],
    ["unheard = 90", ["0-7 unheard", "8-9 =", "10-12 90"], []],
    ["2001:db8::1 80", ["0-11 2001:db8::1", "12-14 80"], []],
    ['priority "=" 90', ["0-8 priority", "9-12 =", "13-15 90"], []],
  ];
  for (const [text, words, said] of rows) t.strictSame(meant(text), { words, said }, text);
});

t.test("a placeholder with blanks is one word", async (t) => {
  t.strictSame(meant("a <IP ADDRESS> b <X Y> <Z").words, [
    "0-1 a",
    "2-14 <IP ADDRESS>",
    "15-16 b",
    "17-22 <X Y>",
    "23-25 <Z",
  ]);
  t.strictSame(meant("a < b > c").words, ["0-1 a", "2-3 <", "4-5 b", "6-7 >", "8-9 c"]);
  t.strictSame(meant("a <b").words, ["0-1 a", "2-4 <b"]);
});

t.test("alternatives of a manual are one word", async (t) => {
  t.strictSame(meant("script <A> | <B C> x").words, ["0-6 script", "7-18 <A> | <B C>", "19-20 x"]);
  t.strictSame(meant("HTTP_GET | SSL_GET").words, ["0-18 HTTP_GET | SSL_GET"]);
  t.strictSame(meant("script ps | grep x").words, ["0-6 script", "7-9 ps", "10-11 |", "12-16 grep", "17-18 x"]);
});

t.test("a placeholder that has grown together with its keyword", async (t) => {
  t.strictSame(meant("weight<N> x").words, ["0-6 weight", "6-9 <N>", "10-11 x"]);
  t.strictSame(meant("unheard<N>").words, ["0-10 unheard<N>"]);
});

t.test("of very many words none is looked at", async (t) => {
  t.equal(meant("<a b> ".repeat(1000)).words.length, 2000);
});
