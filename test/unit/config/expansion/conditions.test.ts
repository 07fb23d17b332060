import t from "tap";
import { whereHeld } from "../../../../lib/config/expansion/conditions.ts";
import { lineOf } from "../../../support/configuration.ts";

t.test("which lines count on the host that is called one", async (t) => {
  const rows: readonly (readonly [string, string | undefined])[] = [
    ["a b", "a b"],
    ["@one a b", " a b"],
    [" \t@one\ta", "\ta"],
    ["@two a", undefined],
    ["@^two a", " a"],
    ["@^one a", undefined],
    ["@ONE a", undefined],
    ["@onea b", undefined],
    ["@one", undefined],
    ["@one \r", undefined],
    ["@^ a", " a"],
    ["a @two", "a @two"],
  ];
  for (const [text, held] of rows) t.equal(whereHeld(lineOf(text), "one")?.text, held, text);
});
