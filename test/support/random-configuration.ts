/** Configurations made at random over every row of the table of keywords. */

import type { BlockName } from "../../lib/config/block-names.ts";
import type { KeywordRow } from "../../lib/config/keyword-row.ts";
import { entryOf, isListBlock, rowsOf } from "../../lib/config/keywords.ts";
import { type Below, wordsOf } from "./random-words.ts";

/** What the blocks need to be settings and not faults alone. */
const always: readonly string[] = [
  "global_defs",
  "interface",
  "virtual_router_id",
  "priority",
  "virtual_ipaddress",
  "protocol",
  "url",
  "path",
];

/** Heads that must differ within a file. */
const heads: Readonly<Record<string, (n: number) => string>> = {
  vrrp_instance: (n) => `instance${n}`,
  vrrp_sync_group: (n) => `group${n}`,
  virtual_server: (n) =>
    n % 5 === 0 ? `fwmark ${n}` : n % 7 === 0 ? `group "g ${n}"` : `10.0.${n >> 8}.${n & 255} 80`,
  real_server: (n) => `10.1.${n >> 8}.${n & 255} 8080`,
};

/** @returns the text of a file with about one in `sparsity` of all keywords that each block has. */
export function randomConfiguration(below: Below, sparsity: number): string {
  let uses = 0;
  return block("file", "").join("\n");

  function block(name: BlockName, indent: string): string[] {
    if (isListBlock(name))
      return Array.from({ length: below(3) }, () => indent + wordsOf(entryOf(name), below).join(" "));
    return [...rowsOf(name)].flatMap(([keyword, row]) => {
      const count = always.includes(keyword) ? 1 : below(sparsity) === 0 ? 1 + below(row.repeats ? 2 : 1) : 0;
      return Array.from({ length: count }, () => use(keyword, row, indent)).flat();
    });
  }

  function use(keyword: string, row: KeywordRow, indent: string): string[] {
    uses++;
    const words = heads[keyword]?.(uses) ?? wordsOf(row.takes, below).join(" ");
    const head = `${indent}${keyword} ${words}`;
    return row.opens ? [`${head} {`, ...block(row.opens, `${indent}  `), `${indent}}`] : [head];
  }
}
