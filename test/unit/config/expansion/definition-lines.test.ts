import t from "tap";
import { readDefinition } from "../../../../lib/config/expansion/definition-lines.ts";
import { lineOf } from "../../../support/configuration.ts";

/** @returns name, lines of the value, and how many lines were taken. */
function read(text: string): unknown {
  const [first = "", ...rest] = text.split("\n");
  let taken = 0;
  const definition = readDefinition(lineOf(first), () => {
    const next = rest[taken++];
    return next === undefined || next === "" ? undefined : lineOf(next);
  });
  return definition && [definition.name, definition.lines.map((line) => line.text), taken];
}

t.test("a definition and where it ends", async (t) => {
  const rows: readonly (readonly [string, unknown])[] = [
    ["A=b", undefined],
    ["x $A=b", undefined],
    ["$1=b", undefined],
    ["$A = b", undefined],
    ["$A=b", ["A", ["b"], 0]],
    [" \t$_a1= b c # d", ["_a1", ["b c"], 0]],
    ["$A=", ["A", [], 0]],
    ["$A=b \\\n c \\ \nd\ne", ["A", ["b", "c", "d"], 2]],
    ["$A=\\\nb\\\nc", ["A", ["b", "c"], 2]],
    ["$A=b\\\n# no end\nc", ["A", ["b", "c"], 2]],
    ["$A=b\\\n \nc", ["A", ["b"], 1]],
    ["$A=b\\", ["A", ["b"], 1]],
    ["$A=b \\ # c", ["A", ["b"], 1]],
  ];
  for (const [text, expected] of rows) t.strictSame(read(text), expected, JSON.stringify(text));
});
