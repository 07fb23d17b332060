import t from "tap";
import { lexMade } from "../../../../lib/config/expansion/made-line.ts";
import { emptyFindings } from "../../../../lib/config/lexer.ts";
import { OddLines } from "../../../../lib/config/odd-lines.ts";
import { Report } from "../../../../lib/config/report.ts";
import { lineOf } from "../../../support/configuration.ts";

const oddLines = () => new OddLines({ takesSlashes: () => false });

/** @returns the words, or the codes of what was said where the line is left out. */
function lex(text: string): readonly string[] | { readonly leftOut: readonly string[] } {
  const line = lineOf(text);
  const report = new Report();
  const lexed = lexMade(line, oddLines(), { findings: emptyFindings(), report });
  const source = line.pieces[0]?.from.source;
  if (lexed === undefined) return { leftOut: report.sorted(source ? [source] : []).map(({ code }) => code) };
  return lexed.tokens.map((token) => (token.kind === "word" ? token.text : token.kind));
}

t.test("what expansion should have replaced keeps its line out", async (t) => {
  t.strictSame(lex("a {b}"), ["a", "open", "b", "close"]);
  t.strictSame(lex("# ~SEQ(i,1)"), []);
  t.strictSame(lex("a ~SEQ(i,1) b"), { leftOut: ["LK0047"] });
  t.strictSame(lex('a "~SEQ(i,1)"'), ["a", "~SEQ(i,1)"]);
  t.strictSame(lex("$A b"), { leftOut: [] }, "that nothing defines it has been said");
  t.strictSame(lex("a $B"), ["a", "$B"]);
});

t.test("a line too long for keepalived is noted where it is used", async (t) => {
  const findings = emptyFindings();
  lexMade(lineOf("x".repeat(1024)), oddLines(), { findings, report: new Report() });
  t.equal(findings.overlong.length, 1);
});
