/**
 * The manual pages, one per command, in mdoc macros: each says every option of its command's table and no other, and is
 * clean to the tools that render it. A person sees a page of section 8 or 1 with the same sections everywhere.
 */

import { spawnSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { homedir } from "node:os";
import { basename, join } from "node:path";
import t, { type Test } from "tap";
import * as table from "../../lib/commands/lvsadm-table.ts";
import { verbs } from "../../lib/commands/lvsadm-verbs.ts";
import type { OptionRow } from "../../lib/commands/option-row.ts";
import { commonOptions } from "../../lib/commands/run.ts";
import manifest from "../../package.json" with { type: "json" };

const commands = readdirSync("bin")
  .filter((name) => name.endsWith(".ts"))
  .map((name) => name.replace(/\.ts$/, ""));
const pageOf = (command: string) => manifest.man.find((file) => basename(file).startsWith(`${command}.`)) ?? "";

/** Options by long name, with their letters in the table's order. */
function lettersOf(rows: readonly OptionRow[]): Map<string, { letters: string[]; valued: boolean }> {
  const options = new Map<string, { letters: string[]; valued: boolean }>();
  for (const { long, short, value } of rows) {
    const known = options.get(long) ?? { letters: [], valued: false };
    const letters = short === undefined ? known.letters : [...known.letters, short];
    options.set(long, { letters, valued: known.valued || value !== undefined });
  }
  return options;
}

/** The command's own table first; the rows that all commands share where it has none of that name. */
async function rowsOf(command: string): Promise<readonly OptionRow[]> {
  if (command === "lvsadm")
    return [...table.commands.filter((row) => row.short !== "l"), ...table.options, ...table.informationRows];
  const module: Readonly<Record<string, { options?: readonly OptionRow[] }>> = await import(
    `../../lib/commands/${command}.js`
  );
  const own = module[command]?.options;
  if (own === undefined) throw new Error(`lib/commands/${command}.ts exports no ${command} with options`);
  return [...own, ...commonOptions.filter(({ long }) => !own.some((row) => row.long === long))];
}

/** The list items of a page's text, without macros' escapes: `Fl i , -interface Ar IF`. */
function items(text: string): string[] {
  return [...text.matchAll(/^\.It (.*)$/gm)].map(([, item = ""]) => item.replaceAll("\\-", "-"));
}

/** lvsadm's verbs have a section of their own, where each has a subsection with its options. */
const verbSection = /^\.Sh VERBS\n([\s\S]*?)(?=^\.Sh )/m;

function holdOptions(t: Test, described: readonly string[], rows: readonly OptionRow[]): void {
  const options = lettersOf(rows);
  for (const [long, { letters, valued }] of options) {
    const names = [...letters.map((letter) => `-${letter}`), `--${long}`];
    const item = described.find((text) => namesIn(text).includes(`--${long}`));
    if (item === undefined) t.fail(`an item of ${names.join(", ")} is missing`);
    else {
      t.same(namesIn(item), names, `names of --${long}`);
      if (valued) t.match(item, / Ar /, `--${long} has a value`);
    }
  }
  const known = [...options].flatMap(([long, { letters }]) => [...letters.map((letter) => `-${letter}`), `--${long}`]);
  for (const name of described.flatMap(namesIn)) t.ok(known.includes(name), `${name} is an option`);
}

/** Option names of one item, such as `-i` and `--interface`. */
function namesIn(item: string): string[] {
  const [head = ""] = item.split(/ (?:Ar|Ns|Oo|Op) /);
  if (!head.startsWith("Fl ")) return [];
  return [...head.replaceAll(", Fl ", ", ").matchAll(/(?:^Fl|,) (-?[\w-]+)/g)].map(([, name = ""]) => `-${name}`);
}

for (const command of commands) {
  const page = pageOf(command);
  if (!existsSync(page)) {
    t.test(`${command}'s page`, { skip: "it is not written yet" }, async () => {});
    continue;
  }

  t.test(`${page} says every option and no other`, async (t) => {
    const text = readFileSync(page, "utf8").replace(verbSection, "");
    holdOptions(t, items(text), await rowsOf(command));
  });

  t.test(`${page} has the sections that a reader looks for`, async (t) => {
    const text = readFileSync(page, "utf8");
    for (const section of ["NAME", "SYNOPSIS", "DESCRIPTION", "EXIT STATUS", "EXAMPLES", "SEE ALSO"])
      t.match(text, new RegExp(`^\\.Sh ${section}$`, "m"), section);
    const number = /\.(\d)$/.exec(page)?.[1];
    t.match(text, new RegExp(`^\\.Dt ${command.toUpperCase()} ${number}$`, "m"));
  });
}

t.test("lvsadm's verbs say every option and no other, each in its subsection", async (t) => {
  const [, section = ""] = verbSection.exec(readFileSync(pageOf("lvsadm"), "utf8")) ?? [];
  const [head = "", ...subsections] = section.split(/^\.Ss /m);
  holdOptions(t, items(head), commonOptions);
  const texts = new Map(subsections.map((text) => [text.split("\n", 1)[0] ?? "", text]));
  for (const [name, load] of Object.entries(verbs)) {
    const { name: own, options } = await load();
    t.equal(own, name);
    holdOptions(t, items(texts.get(name) ?? ""), options);
  }
  for (const name of texts.keys()) t.ok(name in verbs, `${name} is a verb`);
});

const pages = manifest.man.filter((file) => existsSync(file));

/** mandoc on PATH or among the packages that the lab unpacked (test/setup/cache.mjs says where). */
function findMandoc(): string | undefined {
  const { LVSKIT_CACHE, XDG_CACHE_HOME, PATH = "" } = process.env;
  const cache = LVSKIT_CACHE || join(XDG_CACHE_HOME || join(homedir(), ".cache"), "lvskit");
  const unpacked = existsSync(cache) ? readdirSync(cache).map((name) => join(cache, name, "usr/bin")) : [];
  return [...PATH.split(":"), ...unpacked].map((folder) => join(folder, "mandoc")).find((file) => existsSync(file));
}

const mandoc = findMandoc();

t.test("mandoc has no warning", { skip: mandoc ? false : "there is no mandoc" }, async (t) => {
  for (const page of pages) {
    const words = ["-T", "lint", "-W", "warning", page];
    const { status, stdout, stderr } = spawnSync(mandoc ?? "", words, { encoding: "utf8" });
    t.same({ status, stdout, stderr }, { status: 0, stdout: "", stderr: "" }, page);
  }
});

const groff = spawnSync("groff", ["--version"]).status === 0;

t.test("groff has no warning", { skip: groff ? false : "there is no groff" }, async (t) => {
  for (const page of pages) {
    const { stderr } = spawnSync("groff", ["-mdoc", "-Tutf8", "-ww", "-z", page], { encoding: "utf8" });
    t.equal(stderr, "", page);
  }
});
