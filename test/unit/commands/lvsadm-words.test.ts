import t from "tap";
import { indexOptions, WordScanner } from "../../../lib/commands/lvsadm-words.ts";
import type { OptionRow } from "../../../lib/commands/option-row.ts";

const rows: readonly OptionRow[] = [
  { long: "add", short: "A", help: "" },
  { long: "numeric", short: "n", help: "" },
  { long: "tcp", short: "t", value: "HOST", help: "" },
  { long: "weight", short: "w", value: "N", help: "" },
  { long: "persistent", short: "p", value: "S", optionalValue: true, help: "" },
];

/** Such as `add tcp=x | word`, with faults as `!word: reason`. */
function scan(words: string, posix = false): string {
  const argv = words === "" ? [] : words.split(" ").map((word) => (word === "''" ? "" : word));
  const scanner = new WordScanner(indexOptions(rows), argv, posix);
  const seen: string[] = [];
  for (let one = scanner.next(); one !== undefined; one = scanner.next())
    seen.push(
      one.kind === "fault"
        ? `!${one.word}: ${one.reason}`
        : `${one.row.long}${one.value === undefined ? "" : `=${one.value}`}`,
    );
  return [seen.join(" "), ...(scanner.leftover.length > 0 ? [scanner.leftover.join(" ")] : [])].join(" | ");
}

t.test("popt's grammar, row by row", async (t) => {
  const table = [
    ["", ""],
    ["-A -t x -n", "add tcp=x numeric"],
    ["-At x", "add tcp=x"],
    ["-Atx", "add tcp=x"],
    ["-At=x", "add tcp=x"],
    ["-t=", "tcp="],
    ["-t ''", "tcp="],
    ["-t -n", "tcp=-n"],
    ["-w -1", "weight=-1"],
    ["-t --", "tcp=--"],
    ["-w=-1 -nA", "weight=-1 numeric add"],
    ["--tcp x", "tcp=x"],
    ["--tcp=x=y", "tcp=x=y"],
    ["--tcp=", "tcp="],
    ["--tcp --add", "tcp=--add"],
    ["-p", "persistent"],
    ["-p -n", "persistent numeric"],
    ["-p 5 -n", "persistent=5 numeric"],
    ["-p5", "persistent=5"],
    ["-p-5", "persistent=-5"],
    ["--persistent=", "persistent="],
    ["-p ''", "persistent="],
    ["-p --tcp x", "persistent tcp=x"],
    ["a -n b", "numeric | a b"],
    ["-n -- -A b", "numeric | -A b"],
    ["- ''", " | - "],
  ] as const;
  for (const [words, wanted] of table) t.equal(scan(words), wanted, words);
});

t.test("faults name the word, and end the scan", async (t) => {
  const table = [
    ["-k", "!-k: unknown option"],
    ["-nk -A", "numeric !-nk: unknown option"],
    ["-n= -A", "!-n=: option does not take an argument"],
    ["-n=A", "!-n=A: option does not take an argument"],
    ["-An=-A", "add !-An=-A: option does not take an argument"],
    ["-n-A", "numeric !-n-A: unknown option"],
    ["--num", "!--num: unknown option"],
    ["--add=1", "!--add=1: option does not take an argument"],
    ["-t", "!-t: missing argument"],
    ["-At", "add !-At: missing argument"],
    ["--tcp", "!--tcp: missing argument"],
    ["-p -5", "persistent !-5: unknown option"],
    ["--=x", "!--=x: unknown option"],
  ] as const;
  for (const [words, wanted] of table) t.equal(scan(words), wanted, words);
});

t.test("with POSIXLY_CORRECT, the first word ends the options", async (t) => {
  t.equal(scan("-n a -A", true), "numeric | a -A");
});
