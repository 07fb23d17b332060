/** How words become options: as getopt reads them, and never a word that vanishes or means something else than typed. */

import t from "tap";
import type { OptionRow } from "../../../lib/commands/option-row.ts";
import { parseWords } from "../../../lib/commands/options.ts";

const table: readonly OptionRow[] = [
  { long: "vip", value: "ADDRESS", repeatable: true, help: "" },
  { long: "interface", short: "i", value: "IF", help: "" },
  { long: "dry-run", short: "n", help: "" },
  { long: "json", help: "" },
  { long: "watch", short: "w", value: "SECONDS", optionalValue: true, help: "" },
];

function parse(...argv: string[]): unknown {
  const parsed = parseWords(table, argv);
  if ("fault" in parsed) return parsed.fault;
  const options = table.filter((row) => parsed.has(row.long)).map((row) => [row.long, parsed.values(row.long)]);
  return { words: parsed.words, ...Object.fromEntries(options) };
}

t.test("what is accepted", async (t) => {
  const rows: readonly (readonly [readonly string[], object])[] = [
    [[], { words: [] }],
    [["apply", "--vip", "10.0.0.1"], { words: ["apply"], vip: ["10.0.0.1"] }],
    [["--vip=10.0.0.1", "apply"], { words: ["apply"], vip: ["10.0.0.1"] }],
    [["--vip", "a", "--vip", "b"], { words: [], vip: ["a", "b"] }],
    [["--vip=a=b"], { words: [], vip: ["a=b"] }],
    [["-i", "eth0"], { words: [], interface: ["eth0"] }],
    [["-ieth0"], { words: [], interface: ["eth0"] }],
    [["-ni", "eth0"], { words: [], interface: ["eth0"], "dry-run": [""] }],
    [["--json", "apply"], { words: ["apply"], json: [""] }],
    [["--vip", "-1"], { words: [], vip: ["-1"] }],
    [["--vip=-x"], { words: [], vip: ["-x"] }],
    [["--vip", "0x10", "007", "1e3"], { words: ["007", "1e3"], vip: ["0x10"] }],
    [["--json", "--", "--vip", "-n"], { words: ["--vip", "-n"], json: [""] }],
    [["-"], { words: ["-"] }],
    [["--watch"], { words: [], watch: [""] }],
    [["--watch=5", "x"], { words: ["x"], watch: ["5"] }],
    [["-w", "x"], { words: ["x"], watch: [""] }],
  ];
  for (const [argv, expected] of rows) t.same(parse(...argv), expected, argv.join(" "));
});

t.test("what is refused, and in which words", async (t) => {
  const rows: readonly (readonly [readonly string[], string])[] = [
    [["--vip"], "--vip needs a value (ADDRESS)"],
    [["--vip="], "--vip needs a value (ADDRESS)"],
    [["--vip", ""], "--vip needs a value (ADDRESS)"],
    [["--vip", "--json"], "--vip needs a value (ADDRESS)"],
    [["-i"], "-i needs a value (IF)"],
    [["-i", "a", "--interface", "b"], "--interface is given more than once"],
    [["--json=1"], "--json takes no value"],
    [["--json=false"], "--json takes no value"],
    [["--no-json"], "unknown option --no-json"],
    [["--interfce", "x"], "unknown option --interfce; did you mean --interface?"],
    [["--inter=x"], "unknown option --inter; did you mean --interface?"],
    [["---json"], "unknown option ---json; did you mean --json?"],
    [["-json"], "unknown option -j in -json; did you mean --json?"],
    [["-x"], "unknown option -x"],
    [["-nx"], "unknown option -x in -nx"],
    [["--__proto__"], "unknown option --__proto__"],
    [["--constructor"], "unknown option --constructor"],
    [["--a.b", "c"], "unknown option --a.b"],
  ];
  for (const [argv, fault] of rows) t.equal(parse(...argv), fault, argv.join(" "));
});
