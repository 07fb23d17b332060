/** Every keyword and every code can be explained, and blocks that mean the same are said once. */

import t from "tap";
import { explain } from "../../../lib/config/explain.ts";
import { allKeywords, blocksOf } from "../../../lib/config/keywords.ts";
import { diagnosticCodes } from "../../../lib/diag/codes.ts";

t.test("everything has an explanation that names its blocks", async (t) => {
  for (const keyword of allKeywords()) {
    const answer = explain(keyword);
    if ("fault" in answer) t.fail(answer.fault);
    else
      for (const block of blocksOf(keyword))
        t.ok(answer.text.includes(block === "file" ? "the top level" : `"${block}"`), `${keyword} in ${block}`);
  }
  for (const code of Object.keys(diagnosticCodes)) t.ok("text" in explain(code), code);
});

t.test("a keyword of several blocks", async (t) => {
  const answer = explain("retry");
  const text = "text" in answer ? answer.text : "";
  t.equal(text.match(/^retry, in /gm)?.length, 2, "servers and checkers have different ranges");
  t.match(text, /values: +a whole number from 0 to/);
  t.match(text, /values: +a whole number from 1 to/);
});
