/** The table of keywords is consistent in itself and with what is said of it elsewhere. */

import { readdirSync, readFileSync } from "node:fs";
import t from "tap";
import type { KeywordBlock, Rows } from "../../../lib/config/keyword-row.ts";
import { blocksOf, blockTables, isKeyword, rowOf, tableOf, takesSlashes } from "../../../lib/config/keywords.ts";
import { diagnosticCodes } from "../../../lib/diag/codes.ts";

const blocks = Object.keys(blockTables) as KeywordBlock[];

t.test("rows are complete", async (t) => {
  for (const block of blocks) {
    const rows: Rows = blockTables[block].rows;
    for (const [name, row] of Object.entries(rows)) {
      t.match(row.doc, /^[a-zA-Z].{4,}[^.]$/, `${block} ${name}: one line of documentation without a full stop`);
      if (row.opens && tableOf(row.opens))
        t.ok(row.opens in blockTables, `${block} ${name} opens a block of the table`);
      if (row.standsFor) t.ok(rows[row.standsFor], `${block} ${name} stands for a keyword of the same block`);
      if (row.deprecated) t.ok(row.standsFor, `${block} ${name}: what is deprecated has a replacement`);
      t.notOk(name in blockTables[block].notYet, `${block} ${name} is not also listed as not implemented`);
      t.equal(
        row.takes.synopsis === "",
        row.takes.expected === undefined,
        `${block} ${name}: synopsis and values agree`,
      );
    }
  }
});

t.test("keywords of another kind are found by name only", async (t) => {
  t.strictSame(blocksOf("retry"), ["virtual_server", "real_server", "TCP_CHECK", "HTTP_GET"]);
  t.strictSame(blocksOf("toString"), []);
  t.equal(rowOf("vrrp_instance", "constructor"), undefined);
  t.notOk(isKeyword("__proto__"));
  t.ok(isKeyword("MISC_CHECK"));
  t.ok(takesSlashes("path"));
  t.notOk(takesSlashes("digest"));
});

/** Codes that no file can show by itself: they depend on the host. */
const ofTheHost: readonly string[] = ["LK0036"];

t.test("every diagnostic code has a meaning and a use", async (t) => {
  const sources = ["lib/config", "lib/config/values", "lib/config/keywords"].flatMap((folder) =>
    readdirSync(folder)
      .filter((name) => name.endsWith(".ts"))
      .map((name) => readFileSync(`${folder}/${name}`, "utf8")),
  );
  const golden = readdirSync("test/fixtures/config/golden").map((name) =>
    readFileSync(`test/fixtures/config/golden/${name}`, "utf8"),
  );
  const all = sources.join("\n");
  for (const [code, meaning] of Object.entries(diagnosticCodes)) {
    t.match(meaning, /^\S.*\.$/, `${code} has a sentence`);
    t.ok(all.includes(`"${code}"`), `${code} is used`);
    t.ok(ofTheHost.includes(code) || golden.some((text) => text.includes(code)), `${code} has an example`);
  }
});
