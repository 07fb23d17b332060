/** The committed page of the language is the one that the table makes, and it says every keyword of every block. */

import { readFileSync } from "node:fs";
import t from "tap";
import type { KeywordBlock } from "../../../lib/config/block-names.ts";
import { blockTables } from "../../../lib/config/keywords.ts";
import { renderManualPage } from "../../../lib/config/manual-page.ts";
import { diagnosticCodes } from "../../../lib/diag/codes.ts";

const page = renderManualPage();

t.test("the committed page is up to date", async (t) => {
  t.equal(readFileSync("man/lvskit.conf.5", "utf8"), page, "npm run man writes it");
});

t.test("it says everything that the table has", async (t) => {
  const sections = new Map(page.split("\n.Sh ").map((text) => [text.slice(0, text.indexOf("\n")), text]));
  const shared = sections.get("BLOCK TCP_CHECK") ?? "";
  for (const block of Object.keys(blockTables) as KeywordBlock[]) {
    const title = block === "file" ? "OUTERMOST LEVEL" : `BLOCK ${block.toUpperCase()}`;
    const own = [...sections].find(([name]) => name === title || name.split(/, |BLOCK /).includes(block))?.[1] ?? "";
    for (const keyword of Object.keys(blockTables[block].rows)) {
      const item = `\n.It Ic ${keyword.replaceAll("-", "\\-")}`;
      const said = [own, ...(/_(CHECK|GET)$/.test(block) ? [shared] : [])];
      t.ok(
        said.some((text) => text.includes(`${item} `) || text.includes(`${item}\n`)),
        `${block} ${keyword}`,
      );
    }
  }
  for (const code of Object.keys(diagnosticCodes)) t.ok(page.includes(`\n.It ${code}\n`), code);
});

t.test("no line of text is taken for a macro", async (t) => {
  const macros = /^\.(\\"|Dd|Dt|Os|Sh|Nm|Nd|Xr|Pa|Ql|Ar|Pp|Sx|Bl|It|El)( |$)/;
  for (const line of page.split("\n")) if (/^[.']/.test(line)) t.match(line, macros);
});
