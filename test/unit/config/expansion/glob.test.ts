import t from "tap";
import { expandBraces, glob, matcherOf } from "../../../../lib/config/expansion/glob.ts";

t.test("alternatives in braces, in order", async (t) => {
  const rows: readonly (readonly [string, readonly string[]])[] = [
    ["a", ["a"]],
    ["a{b,c}d", ["abd", "acd"]],
    ["{a,{b,c}d}e", ["ae", "bde", "cde"]],
    ["{a,b}{1,2}", ["a1", "a2", "b1", "b2"]],
    ["a{b", ["a{b"]],
    ["a}", ["a}"]],
    ["{,x}y", ["y", "xy"]],
    ["a\\{b,c}", ["a\\{b,c}"]],
  ];
  for (const [pattern, expected] of rows) t.strictSame(expandBraces(pattern), expected, pattern);
  t.equal(expandBraces("{a,b}".repeat(30)), undefined, "2 to the power of 30 are too many");
});

t.test("names that a pattern matches", async (t) => {
  const rows: readonly (readonly [pattern: string, name: string, expected: boolean])[] = [
    ["*.conf", "a.conf", true],
    ["*.conf", ".conf", false],
    [".*", ".conf", true],
    ["a?c", "abc", true],
    ["a?c", "ac", false],
    ["a*b*c", "aXbYbZc", true],
    ["a*b*c", "aXbYbZ", false],
    ["[a-c]x", "bx", true],
    ["[!a-c]x", "bx", false],
    ["[^a-c]x", "dx", true],
    ["[]]x", "]x", true],
    ["[a", "[a", true],
    ["[[:digit:]]", "7", true],
    ["[[:digit:]]", ":", false],
    ["[![:digit:]x]", "7", false],
    ["[![:digit:]x]", "y", true],
    ["[[:upper:]a-c]", "b", true],
    ["[[:nonsense:]]", "n", false],
    ["[[:constructor:]]", "c", false],
    ["[\\]]", "]", true],
    ["[\\[]", "\\", false],
    ["[a\\-c]", "c", true],
    ["[[]", "[", true],
    ["[a-]", "-", true],
    ["\\*", "*", true],
    ["\\*", "a", false],
    ["", "", true],
  ];
  for (const [pattern, name, expected] of rows) t.equal(matcherOf(pattern)(name), expected, `${pattern} ${name}`);
  t.notOk(matcherOf(`${"*a".repeat(500)}b`)("a".repeat(20_000)), "in time that does not explode");
});

t.test("paths, sorted, through folders", async (t) => {
  const folders: Readonly<Record<string, readonly string[]>> = {
    ".": ["x", "d", "e"],
    d: ["b", "a"],
    e: ["a"],
    "/": ["r"],
  };
  const exists = (path: string) => ["d/a", "d/b", "e/a", "/r", "x"].includes(path);
  const found = (pattern: string, most = 10) => glob(pattern, (folder) => folders[folder] ?? [], exists, most);
  t.strictSame(found("*/a"), ["d/a", "e/a"]);
  t.strictSame(found("d/*"), ["d/a", "d/b"]);
  t.strictSame(found("/*"), ["/r"]);
  t.strictSame(found("x"), ["x"]);
  t.strictSame(found("d/*/"), [], "with a slash behind it a name stands for a folder");
  t.strictSame(found("y"), []);
  t.strictSame(found("*/*", 3), ["d/a", "d/b", "e/a"]);
  t.equal(found("*/*", 2), undefined, "three folders or files in the first place are too many");
  t.equal(found("d/*", 1), undefined);
});
