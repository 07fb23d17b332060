/** The one table of keywords: block by block, and the questions that parser, checks and suggestions ask of it. */

import type { BlockName, BlockTable, KeywordBlock, KeywordRow, NotYet } from "./keyword-row.ts";
import { httpGet, tcpCheck, url } from "./keywords/checker.ts";
import { file } from "./keywords/file.ts";
import { globalDefs } from "./keywords/global-defs.ts";
import { realServer, virtualServer } from "./keywords/virtual-server.ts";
import { authentication, syncGroup, vrrpInstance } from "./keywords/vrrp.ts";

export const blockTables = {
  file,
  global_defs: globalDefs,
  vrrp_sync_group: syncGroup,
  vrrp_instance: vrrpInstance,
  authentication,
  virtual_server: virtualServer,
  real_server: realServer,
  TCP_CHECK: tcpCheck,
  HTTP_GET: httpGet,
  url,
} as const satisfies Record<KeywordBlock, BlockTable>;

export function tableOf(block: BlockName): BlockTable | undefined {
  return block === "group" || block === "virtual_ipaddress" ? undefined : blockTables[block];
}

export function rowOf(block: BlockName, keyword: string): KeywordRow | undefined {
  const rows = tableOf(block)?.rows;
  return rows && Object.hasOwn(rows, keyword) ? rows[keyword] : undefined;
}

export function notYetOf(block: BlockName, keyword: string): NotYet | undefined {
  const rows = tableOf(block)?.notYet;
  return rows && Object.hasOwn(rows, keyword) ? rows[keyword] : undefined;
}

/** True where `keyword` may stand in `block`, implemented or not. */
export function allows(block: BlockName, keyword: string): boolean {
  return rowOf(block, keyword) !== undefined || notYetOf(block, keyword) !== undefined;
}

/** Every keyword of `block`, implemented or not. */
export function keywordsOf(block: BlockName): readonly string[] {
  const table = tableOf(block);
  return table ? [...Object.keys(table.rows), ...Object.keys(table.notYet)] : [];
}

/** True where `word` is a keyword of any block. */
export function isKeyword(word: string): boolean {
  return blocksOf(word).length > 0;
}

export function allKeywords(): readonly string[] {
  return [...blocksByKeyword.keys()];
}

/** Blocks that `keyword` may stand in. */
export function blocksOf(keyword: string): readonly KeywordBlock[] {
  return blocksByKeyword.get(keyword) ?? [];
}

/** True where the first argument of `keyword`, in any block, may begin with `//`. */
export function takesSlashes(keyword: string): boolean {
  return blocksOf(keyword).some((block) => rowOf(block, keyword)?.takes.takesSlashes === true);
}

const blocksByKeyword = indexKeywords();

function indexKeywords(): ReadonlyMap<string, readonly KeywordBlock[]> {
  const index = new Map<string, KeywordBlock[]>();
  for (const block of Object.keys(blockTables) as KeywordBlock[])
    for (const keyword of keywordsOf(block)) {
      const blocks = index.get(keyword);
      if (blocks) blocks.push(block);
      else index.set(keyword, [block]);
    }
  return index;
}

/** What a person calls a block. */
export function blockTitle(block: BlockName): string {
  return block === "file" ? "the top level" : `"${block}"`;
}
