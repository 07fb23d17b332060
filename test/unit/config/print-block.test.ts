/** What keywords are printed as, by the table alone. */

import t from "tap";
import { linesOf, printBlock } from "../../../lib/config/print-block.ts";
import { loadText } from "../../support/configuration.ts";

t.test("in the table's order, what the caller says instead of what is written", async (t) => {
  const { values } = loadText(
    "vrrp_script s {\n rise 3\n script '/bin/x y' \n weight 1\n weight -5 reverse\n fall x\n}",
  );
  const block = values.last("vrrp_script")?.block;
  t.equal(linesOf(printBlock("vrrp_script", block, {}, {})).join(""), 'script "/bin/x y"\nweight -5 reverse\nrise 3\n');
  t.equal(
    linesOf(printBlock("vrrp_script", block, { weight: undefined, rise: 7, fall: 2 }, {})).join(""),
    'script "/bin/x y"\nrise 7\nfall 2\n',
  );
});

t.test("words in quotes where they would not be words", async (t) => {
  const words = ["a", "a b", "//x", "include", "include_check", "a#b", "$X", ""];
  t.equal(linesOf([{ words }]).join(""), 'a "a b" "//x" "include" include_check "a#b" "$X" ""\n');
});

t.test("blocks within blocks", async (t) => {
  const inner = { words: ["b"], block: [{ words: ["c"] }] };
  t.equal(linesOf([{ words: ["a"], block: [inner] }]).join(""), "a {\n    b {\n        c\n    }\n}\n");
});
