/** The one table of keywords: block by block, and the questions that parser, checks and suggestions ask of it. */

import type { Arguments } from "./arguments.ts";
import type { BlockName, KeywordBlock, ListBlock } from "./block-names.ts";
import type { BlockTable, KeywordRow } from "./keyword-row.ts";
import { authHmac } from "./keywords/auth-hmac.ts";
import { bfdInstance } from "./keywords/bfd.ts";
import { httpGet, tcpCheck, url } from "./keywords/checker.ts";
import { entryNames, entryTables } from "./keywords/entries.ts";
import { file } from "./keywords/file.ts";
import { globalDefs } from "./keywords/global-defs.ts";
import {
  bfdCheck,
  dnsCheck,
  fileCheck,
  miscCheck,
  pingCheck,
  smtpCheck,
  smtpHost,
  ssl,
  udpCheck,
} from "./keywords/other-checkers.ts";
import { garpGroup, trackFile, trackGroup, vrrpScript, vrrpTrackProcess } from "./keywords/trackers.ts";
import { realServer, virtualServer } from "./keywords/virtual-server.ts";
import { authentication, syncGroup, vrrpInstance } from "./keywords/vrrp.ts";

export const blockTables = {
  file,
  global_defs: globalDefs,
  vrrp_script: vrrpScript,
  vrrp_track_process: vrrpTrackProcess,
  track_file: trackFile,
  vrrp_sync_group: syncGroup,
  garp_group: garpGroup,
  track_group: trackGroup,
  vrrp_instance: vrrpInstance,
  authentication,
  auth_hmac: authHmac,
  virtual_server: virtualServer,
  real_server: realServer,
  TCP_CHECK: tcpCheck,
  HTTP_GET: httpGet,
  SSL_GET: httpGet,
  MISC_CHECK: miscCheck,
  SMTP_CHECK: smtpCheck,
  DNS_CHECK: dnsCheck,
  UDP_CHECK: udpCheck,
  PING_CHECK: pingCheck,
  FILE_CHECK: fileCheck,
  BFD_CHECK: bfdCheck,
  url,
  host: smtpHost,
  SSL: ssl,
  bfd_instance: bfdInstance,
} as const satisfies Record<KeywordBlock, BlockTable>;

export function isListBlock(block: BlockName): block is ListBlock {
  return Object.hasOwn(entryTables, block);
}

export function tableOf(block: BlockName): BlockTable | undefined {
  return isListBlock(block) ? undefined : blockTables[block];
}

/** @returns what old files have in `block` without a block of its own. */
export function bareBlockOf(block: BlockName): BlockTable["bare"] {
  return bareBlocks.get(block);
}

/** What one line of a list block holds, its first word included. */
export function entryOf(block: ListBlock): Arguments<unknown> {
  return entryTables[block];
}

/** What a message calls an entry of a list block. */
export function entryNameOf(block: ListBlock): string {
  return entryNames[block];
}

/** @returns the rows of a block by keyword; none for a block that holds entries. */
export function rowsOf(block: BlockName): ReadonlyMap<string, KeywordRow> {
  return rowsByBlock.get(block) ?? noRows;
}

export function rowOf(block: BlockName, keyword: string): KeywordRow | undefined {
  return rowsOf(block).get(keyword);
}

/** True where `keyword` may stand in `block`, implemented or not. */
export function allows(block: BlockName, keyword: string): boolean {
  return rowOf(block, keyword) !== undefined;
}

/** Every keyword of `block`, implemented or not. */
export function keywordsOf(block: BlockName): readonly string[] {
  return [...rowsOf(block).keys()];
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

const noRows: ReadonlyMap<string, KeywordRow> = new Map();

/** Maps, because a word of a file is no property's name yet: making it one costs more than finding it here. */
const rowsByBlock: ReadonlyMap<BlockName, ReadonlyMap<string, KeywordRow>> = new Map(
  Object.entries(blockTables).map(([block, { rows }]) => [block as KeywordBlock, new Map(Object.entries(rows))]),
);

const bareBlocks: ReadonlyMap<BlockName, BlockTable["bare"]> = new Map(
  Object.entries(blockTables).flatMap(([block, table]: [string, BlockTable]) =>
    table.bare ? [[block as KeywordBlock, table.bare]] : [],
  ),
);

const blocksByKeyword = indexKeywords();

function indexKeywords(): ReadonlyMap<string, readonly KeywordBlock[]> {
  const index = new Map<string, KeywordBlock[]>();
  for (const block of Object.keys(blockTables) as KeywordBlock[])
    for (const keyword of rowsOf(block).keys()) {
      const blocks = index.get(keyword);
      if (blocks) blocks.push(block);
      else index.set(keyword, [block]);
    }
  return index;
}

/** Blocks as a sentence lists them; of many, the first few. */
export function blockTitles(blocks: readonly BlockName[]): string {
  const most = 3;
  const shown = blocks.slice(0, blocks.length > most + 1 ? most : blocks.length).map(blockTitle);
  const rest = blocks.length - shown.length;
  if (rest > 0) return `${shown.join(", ")} or one of ${rest} others`;
  return shown.length < 2 ? shown.join("") : `${shown.slice(0, -1).join(", ")} or ${shown.at(-1)}`;
}

/** What a person calls a block. */
export function blockTitle(block: BlockName): string {
  return block === "file" ? "the top level" : `"${block}"`;
}
