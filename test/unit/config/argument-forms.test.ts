/** Forms of arguments with several words: what is read, and which word is blamed. */

import t from "tap";
import { named, positional, script } from "../../../lib/config/argument-forms.ts";
import { type Arguments, list } from "../../../lib/config/arguments.ts";
import { Report } from "../../../lib/config/report.ts";
import type { Word } from "../../../lib/config/syntax.ts";
import { integer } from "../../../lib/config/values/integer.ts";
import { name, user } from "../../../lib/config/values/words.ts";
import { makeSource } from "../../../lib/diag/source.ts";
import { lexSource } from "../../support/configuration.ts";

/** @returns the value, then code and blamed text of each diagnostic. */
function read(takes: Arguments<unknown>, text: string): unknown[] {
  const source = makeSource("t", text);
  const report = new Report();
  const lines = lexSource(source, { takesSlashes: () => false }).all;
  const [keyword, ...args] = lines
    .flatMap((line) => line.tokens)
    .filter((token): token is Word => token.kind === "word");
  if (keyword === undefined) throw new Error("a keyword is missing");
  const value = takes.read({ keyword, words: args, report, isKeyword: () => false });
  return [value, ...report.sorted([source]).map(({ code, span }) => `${code} ${text.slice(span.start, span.end)}`)];
}

t.test("by position", async (t) => {
  const takes = positional({ name }, { n: integer(1, 9) });
  t.equal(takes.synopsis, "NAME [N]");
  t.strictSame(read(takes, "k a 3"), [{ name: "a", n: 3 }]);
  t.strictSame(read(takes, "k a"), [{ name: "a" }]);
  t.strictSame(read(takes, "k"), [undefined, "LK0011 k"]);
  t.strictSame(read(takes, "k a 10"), [undefined, "LK0013 10"]);
  t.strictSame(read(takes, "k a 3 b c"), [{ name: "a", n: 3 }, "LK0014 b c"]);
});

t.test("options with names", async (t) => {
  const takes = named({ name }, { weight: integer(-5, 5), reverse: true });
  t.equal(takes.synopsis, "NAME [weight N] [reverse]");
  t.strictSame(read(takes, "k a weight 3 reverse"), [{ name: "a", weight: 3, reverse: true }]);
  t.strictSame(read(takes, "k a reverse"), [{ name: "a", reverse: true }]);
  t.strictSame(read(takes, "k a weight"), [undefined, "LK0011 weight"]);
  t.strictSame(read(takes, "k a weight 6"), [undefined, "LK0013 6"]);
  t.strictSame(read(takes, "k a weight 6 weight x reverse"), [undefined, "LK0013 6", "LK0012 x"], "it reads on");
  t.strictSame(read(takes, "k a heavy"), [undefined, "LK0012 heavy"]);
  t.strictSame(read(takes, "k weight 3"), [undefined, "LK0011 k"], "the word by position is missing");
  t.strictSame(read(takes, "k a toString"), [undefined, "LK0012 toString"]);
});

t.test("command lines", async (t) => {
  const takes = script({ user });
  t.strictSame(read(takes, 'k "/bin/a b" me'), [{ command: "/bin/a b", user: "me" }]);
  t.strictSame(read(takes, "k '/bin/a b' me"), [{ command: "/bin/a b", user: "me" }], "single quotes group too");
  t.strictSame(read(takes, "k '/bin/a' me"), [{ command: "/bin/a", user: "me" }]);
  t.strictSame(
    read(takes, "k '/bin/a b"),
    [{ command: "'/bin/a", user: "b" }, "LK0049 '/bin/a"],
    "without their partner they are part of the word",
  );
  t.strictSame(read(takes, "k /bin/a me you"), [{ command: "/bin/a", user: "me" }, "LK0067 me you"]);
  t.strictSame(read(takes, 'k ""'), [undefined, 'LK0012 ""']);
});

t.test("any number of words", async (t) => {
  t.strictSame(read(list(integer(1, 9)), "k 1 2 3"), [[1, 2, 3]]);
  t.strictSame(read(list(integer(1, 9)), "k 1 x"), [undefined, "LK0012 x"]);
  t.strictSame(read(list(integer(1, 9)), "k"), [undefined, "LK0011 k"]);
  t.strictSame(read(list(integer(1, 9), 0), "k"), [[]]);
});
