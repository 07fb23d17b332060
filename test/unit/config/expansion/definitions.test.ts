import t from "tap";
import { builtIn, type Surroundings } from "../../../../lib/config/expansion/definitions.ts";

const surroundings: Surroundings = {
  id: "north",
  variable: (name) => (name === "HOME" ? "/root" : undefined),
  random: (below) => below - 1,
};

t.test("names that always have a value", async (t) => {
  const rows: readonly (readonly [name: string, words: string, expected: string | undefined])[] = [
    ["_PWD", "", "/etc"],
    ["_PWD", " x", undefined],
    ["_INSTANCE", "", "north"],
    ["_HASH", "", "#"],
    ["_BANG", "", "!"],
    ["_ENV", " HOME", "/root"],
    ["_ENV", " NONE", undefined],
    ["_ENV", "", undefined],
    ["_RANDOM", "", "32767"],
    ["_RANDOM", " 5", "32767"],
    ["_RANDOM", " 40000", undefined],
    ["_RANDOM", " 3 9", "9"],
    ["_RANDOM", " 9 3", undefined],
    ["_RANDOM", " 1 2 3", undefined],
    ["_RANDOM", " x", undefined],
    ["_OTHER", "", undefined],
  ];
  for (const [name, words, expected] of rows)
    t.equal(builtIn(name, words, "/etc", surroundings), expected, `${name}${words}`);
});
