/** The table of keywords is consistent in itself and with what is said of it elsewhere. */

import { readdirSync, readFileSync } from "node:fs";
import t from "tap";
import type { KeywordBlock } from "../../../lib/config/block-names.ts";
import type { Rows } from "../../../lib/config/keyword-row.ts";
import {
  blocksOf,
  blockTables,
  isKeyword,
  keywordsOf,
  rowOf,
  tableOf,
  takesSlashes,
} from "../../../lib/config/keywords.ts";
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
      if (row.deprecated) t.ok(row.standsFor ?? row.instead, `${block} ${name}: what is deprecated has a replacement`);
      if (row.later) t.strictSame(row.usedBy, [], `${block} ${name}: no command uses what is not implemented`);
      if (row.since) t.match(row.since, /^(after )?2\.\d+\.\d+$/, `${block} ${name}: since a version`);
      t.equal(
        row.takes.synopsis === "",
        row.takes.expected === undefined,
        `${block} ${name}: synopsis and values agree`,
      );
    }
  }
});

/** The parser entries of keepalived after 2.4.3, aliases included; common options of checkers are counted once. */
const counts: Readonly<Record<string, readonly [number, ...KeywordBlock[]]>> = {
  "top level": [25, "file"],
  global_defs: [140, "global_defs"],
  vrrp_script: [8, "vrrp_script"],
  vrrp_track_process: [9, "vrrp_track_process"],
  track_file: [3, "track_file"],
  vrrp_sync_group: [15, "vrrp_sync_group"],
  garp_group: [4, "garp_group"],
  track_group: [1, "track_group"],
  "vrrp_instance with its blocks": [77, "vrrp_instance", "authentication", "auth_hmac"],
  virtual_server: [39, "virtual_server"],
  "real_server without checkers": [16, "real_server"],
  "common options of checkers": [13, "TCP_CHECK"],
  "HTTP_GET, SSL_GET with url": [19, "HTTP_GET", "url"],
  "MISC_CHECK without its head": [4, "MISC_CHECK"],
  "SMTP_CHECK without its head": [2, "SMTP_CHECK"],
  "DNS_CHECK without its head": [2, "DNS_CHECK"],
  "UDP_CHECK without its head": [4, "UDP_CHECK"],
  PING_CHECK: [0, "PING_CHECK"],
  "FILE_CHECK without its head": [2, "FILE_CHECK"],
  "BFD_CHECK without its head": [2, "BFD_CHECK"],
  SSL: [4, "SSL"],
  bfd_instance: [15, "bfd_instance"],
};

t.test("no keyword of keepalived is missing, and none is invented", async (t) => {
  const namesOf = (block: KeywordBlock) => keywordsOf(block).filter((name) => !rowOf(block, name)?.gone);
  const common = namesOf("TCP_CHECK");
  const isChecker = (name: string) => /^[A-Z]+_(CHECK|GET)$/.test(name);
  for (const [what, [count, ...blocks]] of Object.entries(counts)) {
    const names = blocks.flatMap((block) => {
      const own = namesOf(block).filter((name) => !isChecker(name));
      return isChecker(block) && block !== "TCP_CHECK" && block !== "BFD_CHECK"
        ? own.filter((name) => !common.includes(name))
        : own;
    });
    t.equal(names.length, count, what);
  }
  t.equal(Object.keys(blockTables.real_server.rows).filter(isChecker).length, 10, "checkers");
});

t.test("keywords of another kind are found by name only", async (t) => {
  t.strictSame(blocksOf("retry"), [
    "virtual_server",
    "real_server",
    "TCP_CHECK",
    "HTTP_GET",
    "SSL_GET",
    "MISC_CHECK",
    "SMTP_CHECK",
    "DNS_CHECK",
    "UDP_CHECK",
    "PING_CHECK",
  ]);
  t.strictSame(blocksOf("toString"), []);
  t.equal(rowOf("vrrp_instance", "constructor"), undefined);
  t.notOk(isKeyword("__proto__"));
  t.ok(isKeyword("MISC_CHECK"));
  t.ok(takesSlashes("path"));
  t.notOk(takesSlashes("digest"));
});

/** Codes that no file can show by itself: they depend on the host. */
const ofTheHost: readonly string[] = ["LK0036", "LK0070", "LK0071", "LK0072", "LK0073", "LK0074", "LK0082"];

t.test("every diagnostic code has a meaning and a use", async (t) => {
  const sources = readdirSync("lib/config", { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".ts"))
    .map((name) => readFileSync(`lib/config/${name}`, "utf8"));
  const golden = readdirSync("test/fixtures/config/golden")
    .filter((name) => name.endsWith(".txt"))
    .map((name) => readFileSync(`test/fixtures/config/golden/${name}`, "utf8"));
  const all = sources.join("\n");
  for (const [code, meaning] of Object.entries(diagnosticCodes)) {
    t.match(meaning, /^\S.*\.$/, `${code} has a sentence`);
    t.ok(all.includes(`"${code}"`), `${code} is used`);
    t.ok(ofTheHost.includes(code) || golden.some((text) => text.includes(code)), `${code} has an example`);
  }
});
