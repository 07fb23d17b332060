import t from "tap";
import { commentStart, withoutEscapes } from "../../../../lib/config/expansion/comment.ts";
import { MadeText } from "../../../../lib/config/expansion/made-text.ts";
import { makeSource } from "../../../../lib/diag/source.ts";

t.test("where a comment starts", async (t) => {
  const rows: readonly (readonly [string, number])[] = [
    ["a # b", 2],
    ["a!", 1],
    ["a\\#b#c", 4],
    ['"#"!', 3],
    ['"a # b', 6],
    ["", 0],
  ];
  for (const [text, start] of rows) t.equal(commentStart(text), start, text);
});

t.test("escapes outside quotes become comment characters", async (t) => {
  const text = 'a\\#b "\\#" \\!';
  const line = withoutEscapes(MadeText.of(makeSource("t.conf", text), 0, text.length));
  t.equal(line.text, 'a#b "\\#" !');
  t.match(line.span(2, 3), { start: 3, end: 4 });
});
