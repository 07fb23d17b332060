import t from "tap";
import { filled } from "../../../lib/commands/fill.ts";

t.test("lines break between words; a word that is too long stays whole", async (t) => {
  t.equal(filled("one two three", 7, "  "), "one two\n  three");
  t.equal(filled("one two three", 13, "  "), "one two three");
  t.equal(filled("one two three", undefined, "  "), "one two three");
  t.equal(filled("a incomprehensible b", 5, "  "), "a\n  incomprehensible\n  b");
  t.equal(filled("", 5, "  "), "");
});
