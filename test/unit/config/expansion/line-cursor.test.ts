import t from "tap";
import { LineCursor } from "../../../../lib/config/expansion/line-cursor.ts";

/** @param skip after the line at this offset, what ends at that one */
function linesOf(text: string, skip?: readonly [after: number, end: number]): string[] {
  const cursor = new LineCursor(text);
  const lines: string[] = [];
  while (cursor.advance()) {
    lines.push(text.slice(cursor.start, cursor.end));
    if (skip?.[0] === cursor.start) cursor.skipTo(skip[1]);
  }
  return lines;
}

t.test("every line once, without its end", async (t) => {
  t.strictSame(linesOf(""), [""]);
  t.strictSame(linesOf("a"), ["a"]);
  t.strictSame(linesOf("a\nb\n"), ["a", "b", ""]);
  t.strictSame(linesOf("a\r\n\r\n\rb\r"), ["a", "", "\rb"]);
});

t.test("a block is skipped to the end of its last line", async (t) => {
  t.strictSame(linesOf("a {\nb\n}\nc", [0, 7]), ["a {", "c"]);
  t.strictSame(linesOf("a {\r\nb\r\n}\r\nc", [0, 9]), ["a {", "c"]);
  t.strictSame(linesOf("a {\nb\n}", [0, 7]), ["a {"]);
  t.strictSame(linesOf("a {\nb\n}\n", [0, 7]), ["a {", ""]);
});
