/**
 * The table of keywords against Debian's `keepalived -t`: every keyword with the least and the greatest value, values
 * outside the range and of the wrong kind. What one complains about the other does too, line by line, or the difference
 * is in keyword-differences.ts.
 */

import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import t from "tap";
import type { KeywordBlock } from "../../lib/config/block-names.ts";
import { rowOf } from "../../lib/config/keywords.ts";
import { lineAt } from "../../lib/diag/source.ts";
import { loadText } from "../support/configuration.ts";
import { keepalivedRoot } from "../support/keepalived.ts";
import { type CorpusFile, corpus, corpusLink, sorts } from "../support/keyword-corpus.ts";
import { type Difference, differences, untried } from "../support/keyword-differences.ts";
import { ip, namespaceObstacle, newNamespace } from "../support/namespace.ts";

const packages = await keepalivedRoot();
const obstacle = namespaceObstacle() ?? ("obstacle" in packages ? packages.obstacle : undefined);
const options = obstacle === undefined ? {} : { skip: obstacle };
const root = "root" in packages ? packages.root : "";

/** @returns line number → what keepalived says of it. */
function theirs(path: string): ReadonlyMap<number, string> {
  const folders = ["usr/lib", "lib"].map((folder) => join(root, folder, "x86_64-linux-gnu"));
  const env = { ...process.env, LD_LIBRARY_PATH: folders.join(":") };
  const { stderr, status } = spawnSync(join(root, "usr/sbin/keepalived"), ["-t", "-f", path], {
    env,
    encoding: "utf8",
    timeout: 20_000,
  });
  if (status === null || status === 2) throw new Error(`keepalived gave up on ${path}: ${stderr}`);
  const found = [...stderr.matchAll(/\((?:[^()\n]*: )?Line (\d+)\) (.*)/g)];
  return new Map(found.map(([, line, text]) => [Number(line), text ?? ""]));
}

/**
 * What lvskit does not do, that a keyword is written again, and what only the whole file shows: here each keyword stands
 * once and beside all others, which contradict each other.
 */
const notOfTheValue = /^LK(0003|0028|005[5-9]|006\d|0017|0025)$/;

/** @returns line number → codes that concern the line's own words. */
function ours({ text }: CorpusFile): ReadonlyMap<number, readonly string[]> {
  const found = new Map<number, string[]>();
  for (const { code, span } of loadText(text).diagnostics) {
    if (notOfTheValue.test(code)) continue;
    const line = lineAt(span.source, span.start);
    found.set(line, [...(found.get(line) ?? []), code]);
  }
  return found;
}

/** Debian's release does not know what came after it, or was gone before. */
function skips(keyword: string): boolean {
  const [block = "", name = ""] = keyword.split(" ");
  const row = rowOf(block as KeywordBlock, name);
  return untried.test(keyword) || row?.since !== undefined || row?.gone === true;
}

t.test("keepalived and we complain about the same lines", options, async (t) => {
  const namespace = newNamespace();
  ip(`link add ${corpusLink} type veth peer name corpus1`);
  // A short name: keepalived 2.2.7 aborts ("buffer overflow detected") where config_save_dir is a folder of some 85 bytes.
  const folder = mkdtempSync(join(tmpdir(), "corpus-"));
  t.teardown(() => rmSync(folder, { recursive: true }));
  const used = new Set<Difference>();
  for (const file of corpus(join(folder, "written"), skips)) {
    const path = join(folder, "t.conf");
    writeFileSync(path, file.text);
    const said = theirs(path);
    const found = ours(file);
    t.ok(file.keywords.size > 200, `${file.sort}: ${file.keywords.size} lines`);
    for (const [line, keyword] of file.keywords) {
      const their = said.has(line);
      const codes = found.get(line) ?? [];
      // That a spelling is old is no complaint about the value, but answers keepalived's that it is.
      const our = their ? codes.length > 0 : codes.some((code) => code !== "LK0015");
      if (their === our) continue;
      const known = differences.find(
        (one) =>
          (one.only === "keepalived") === their &&
          one.keywords.test(keyword) &&
          (one.sorts ?? sorts).includes(file.sort),
      );
      if (known) used.add(known);
      else t.fail(`${file.sort}: ${keyword}: ${file.text.split("\n")[line - 1]}: ${said.get(line) ?? codes.join(" ")}`);
    }
  }
  for (const difference of differences) t.ok(used.has(difference), `still so: ${difference.reason}`);
  namespace.close();
});
