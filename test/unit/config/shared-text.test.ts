/** Shared words are the text that is written, whatever was met before. */

import t from "tap";
import { sharedText } from "../../../lib/config/shared-text.ts";

t.test("every part of a text is itself", async (t) => {
  const text =
    "weight 10 TCP_CHECK __proto__ constructor x 192.168.0.1 connect_timeout a-very-long-word-that-is-not-shared";
  for (let start = 0; start < text.length; start++)
    for (let end = start; end <= text.length; end++)
      if (sharedText(text, start, end) !== text.slice(start, end)) t.fail(`${start} to ${end}`);
  t.equal(sharedText(text, 0, 6), "weight");
});

t.test("words that share a slot do not take each other's place", async (t) => {
  const words = Array.from({ length: 5000 }, (_, i) => `word${i}`);
  for (const word of [...words, ...words]) if (sharedText(`<${word}>`, 1, word.length + 1) !== word) t.fail(word);
  t.pass();
});
