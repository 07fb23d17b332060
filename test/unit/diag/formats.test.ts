/** Diagnostics for machines: places, escapes, and nothing that only the quoted line would show. */

import t from "tap";
import type { Diagnostic } from "../../../lib/diag/diagnostic.ts";
import { recordOf, renderGithub, renderJson } from "../../../lib/diag/formats.ts";
import { makeSource } from "../../../lib/diag/source.ts";

const source = makeSource("a,b:c.conf", "one\ntwo three\nfour\n");
const diagnostic: Diagnostic = {
  code: "LK0001",
  severity: "note",
  span: { source, start: 8, end: 13 },
  message: "100% wrong",
  hint: "mend it",
  related: [{ span: { source, start: 0, end: 3 }, message: "here" }],
};

t.test("records", async (t) => {
  t.strictSame(recordOf(diagnostic), {
    file: "a,b:c.conf",
    line: 2,
    column: 5,
    endLine: 2,
    endColumn: 10,
    severity: "note",
    code: "LK0001",
    message: "100% wrong",
    hint: "mend it",
    related: [{ file: "a,b:c.conf", line: 1, message: "here" }],
  });
  t.strictSame(JSON.parse(renderJson([diagnostic, diagnostic])).length, 2);
});

t.test("what was expanded says from where, innermost first", async (t) => {
  const use = { source, start: 14, end: 18, expandedFrom: { source, start: 4, end: 7 } };
  const expanded: Diagnostic = { ...diagnostic, span: { source, start: 0, end: 3, expandedFrom: use } };
  t.strictSame(recordOf(expanded).expandedFrom, [
    { file: "a,b:c.conf", line: 3, column: 1 },
    { file: "a,b:c.conf", line: 2, column: 1 },
  ]);
  t.match(renderGithub([expanded]), /hint: mend it%0Aexpanded from a,b:c\.conf:3:1%0Aexpanded from a,b:c\.conf:2:1\n$/);
});

t.test("workflow commands", async (t) => {
  t.equal(
    renderGithub([diagnostic]),
    "::notice file=a%2Cb%3Ac.conf,line=2,col=5,endColumn=10,title=LK0001::100%25 wrong%0Ahint: mend it\n",
  );
  const long: Diagnostic = { ...diagnostic, span: { source, start: 8, end: 18 } };
  t.match(renderGithub([long]), /,line=2,col=5,endLine=3,title=/, "columns are of one line only");
});
