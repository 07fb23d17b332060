import t from "tap";
import { opensBlock, readLoopCall } from "../../../../lib/config/expansion/loop-call.ts";
import { lineOf } from "../../../support/configuration.ts";

/** @returns the text of the call, how many turns or what is wrong, and what is repeated; `$N` stands for 3. */
function read(text: string): unknown {
  const found = readLoopCall(lineOf(text), (args) =>
    args.text.includes("$X") ? undefined : lineOf(args.text.replace("$N", "3")),
  );
  if (found === undefined) return undefined;
  const { call, loop, rest } = found;
  const outcome = loop && ("fault" in loop ? loop.fault : loop.count);
  return [text.slice(call.start, call.end), outcome, rest.text];
}

t.test("the call, its turns and what it repeats", async (t) => {
  const mistaken = "this is not written as a loop";
  const unclosed = "this loop has no closing parenthesis";
  const rows: readonly (readonly [string, unknown])[] = [
    ["x ~SEQ(i,2)", undefined],
    ["~SEQ (i,2) a", ["~SEQ (i,2)", mistaken, ""]],
    ["~seq(i,2) a", ["~seq(i,2)", mistaken, ""]],
    ["  ~", ["~", mistaken, ""]],
    ["~SEQ(i,2) a $i", ["~SEQ(i,2)", 2, "a $i"]],
    [" \t~SEQx(i,1,16)\tb", ["~SEQx(i,1,16)", 16, "b"]],
    ["~SEQ(i,$N) a", ["~SEQ(i,$N)", 3, "a"]],
    ["~SEQ(i,$X) a", ["~SEQ(i,$X)", undefined, "a"]],
    ["~LST(v,a,$X) b", ["~LST(v,a,$X)", 2, "b"]],
    ["~SEQ() a", ["~SEQ()", "these are not a loop's values", "a"]],
    ["~SEQ(i,2", ["~SEQ(i,2", unclosed, ""]],
    ["~SEQ(i,2 # )", ["~SEQ(i,2 ", unclosed, "# )"]],
    ["~SEQ(i,2)", ["~SEQ(i,2)", 2, ""]],
  ];
  for (const [text, expected] of rows) t.strictSame(read(text), expected, text);
});

t.test("what is repeated stands in the call", async (t) => {
  const { call, rest } = readLoopCall(lineOf("~SEQ(i,2) a"), (args) => args) ?? {};
  t.equal(rest?.span(0, 1).expandedFrom, call);
});

t.test("whether a block begins on a line and does not end there", async (t) => {
  for (const text of ["a {", "a { b {", "a { b } c {", "a$\x7bn} {"]) t.ok(opensBlock(lineOf(text)), text);
  for (const text of ["a", "a { b }", "}", "} {", "a $\x7bn}", 'a "{"', "a # {", "a \\# $\x7bn}"])
    t.notOk(opensBlock(lineOf(text)), text);
});
