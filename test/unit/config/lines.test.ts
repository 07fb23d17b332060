import t from "tap";
import { makeSource } from "../../../lib/diag/source.ts";
import { lexSource } from "../../support/configuration.ts";

t.test("lines come back as they were added", async (t) => {
  const lines = lexSource(makeSource("t.conf", "a {\n\n  b c\n\t}\n"));
  t.strictSame(
    lines.all.map(({ indent, tokens }) => [
      indent,
      ...tokens.map((token) => (token.kind === "word" ? token.text : token.kind)),
    ]),
    [
      [0, "a", "open"],
      [2, "b", "c"],
      [8, "close"],
    ],
  );
  t.equal(lines.balance, 0);
  t.equal(lexSource(makeSource("t.conf", "a { { }\nb {")).balance, 2);
});
