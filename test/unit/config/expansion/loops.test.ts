import t from "tap";
import { type Loop, type LoopFault, readList, readSequence } from "../../../../lib/config/expansion/loops.ts";

/** @returns the tuples, or what is wrong. */
function turns(loop: Loop | LoopFault): unknown {
  return "fault" in loop ? loop.fault : Array.from({ length: loop.count }, (_, turn) => loop.values(turn).join("+"));
}

t.test("sequences", async (t) => {
  const malformed = "these are not a loop's values";
  const endless = "this loop would never end";
  const rows: readonly (readonly [args: string, expected: readonly string[] | string])[] = [
    ["i,3", ["1", "2", "3"]],
    ["i, 0", ["1", "0"]],
    ["i,5,3", ["5", "4", "3"]],
    ["i,1,3,8", ["1", "4", "7"]],
    ["i,5,-2,1", ["5", "3", "1"]],
    ["i,-1,1", ["-1", "0", "1"]],
    ["i,2,2", ["2"]],
    ["i,1,0,3", endless],
    ["i,1,-1,3", endless],
    ["i", malformed],
    ["", malformed],
    ["1i,2", malformed],
    ["i,1,2,3,4", malformed],
    ["i,0x10", malformed],
    ["i,99999999999", malformed],
  ];
  for (const [args, expected] of rows) t.strictSame(turns(readSequence(args, false)), expected, args);
  t.strictSame(turns(readSequence("i,9,11", true)), ["9", "a", "b"]);
  t.equal(turns(readSequence("i,-1,1", true)), "~SEQx writes no negative numbers");
});

t.test("lists", async (t) => {
  const malformed = "these are not a list's values";
  const rows: readonly (readonly [args: string, expected: readonly string[] | string])[] = [
    ["v, a, b", ["a", "b"]],
    ["v,", [""]],
    ["{v,w}, {a,b}, {c}, d", ["a+b", "c+", "d+"]],
    ["v", malformed],
    ["v, a b", malformed],
    ["v, {a", malformed],
    ["v, {a}b", malformed],
    ["1, a", malformed],
    ["v, {a,b}", "a tuple has more values than there are names"],
  ];
  for (const [args, expected] of rows) t.strictSame(turns(readList(args)), expected, args);
});
