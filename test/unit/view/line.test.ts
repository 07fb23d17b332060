import t from "tap";
import { cutLine, lineLength, plainText, screenUpdate } from "../../../lib/view/line.ts";

const line = [{ text: "abc", tone: "strong" as const }, { text: "defg" }];

t.test("a line is cut to its width, tones stay with their texts", async (t) => {
  t.strictSame(cutLine(line, 5), [{ text: "abc", tone: "strong" }, { text: "de" }]);
  t.strictSame(cutLine(line, 3), [{ text: "abc", tone: "strong" }]);
  t.strictSame(cutLine(line, 0), []);
  t.equal(lineLength(line), 7);
  t.equal(plainText(line), "abcdefg");
});

t.test("only lines that differ are written", async (t) => {
  t.equal(screenUpdate(["a", "b", "c"], ["a", "B", "c"]), "\u001b[2;1HB\u001b[K");
  t.equal(screenUpdate(["a", "b"], ["a", "b"]), "");
  t.equal(screenUpdate(undefined, ["a"]), "\u001b[H\u001b[2J\u001b[1;1Ha\u001b[K");
  t.equal(screenUpdate(["a", "b"], ["a"]), "\u001b[2;1H\u001b[J");
});
