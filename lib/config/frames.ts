/** The parser's working state: the blocks that are open, outermost first, and the tree that grows in them. */

import type { Span } from "../diag/source.ts";
import type { BlockName } from "./block-names.ts";
import type { KeywordRow } from "./keyword-row.ts";
import { rowsOf } from "./keywords.ts";
import type { GrowingBlock, GrowingStatement } from "./statements.ts";

/** One open block. */
export interface Frame {
  readonly block: GrowingBlock;
  /** What may stand in it. */
  readonly rows: ReadonlyMap<string, KeywordRow>;
  /** The statement that it belongs to; undefined for the whole file and for a `{` without a keyword. */
  readonly head: GrowingStatement | undefined;
  /** The block that it stands in. */
  around: Frame | undefined;
  /** Inside a block that nobody reads: blocks open in it, of which nothing but their number is kept. */
  unread: number;
  /** Blank columns before the line that opened it. */
  readonly indent: number;
  /** Has a keyword that belongs not here but in the block around: perhaps a `}` is missing before it. */
  foreign: boolean;
  /** The first closed block inside that looks as if its `}` had been meant for another one. */
  suspect: Frame | undefined;
  /** Where it was closed, once it is. */
  close: Span | undefined;
  /** The first `}` inside that stands further left or right than the line that opened its block. */
  oddClose: { readonly brace: Span; readonly of: Frame } | undefined;
  /** The block that was closed last inside. */
  lastClosed: Frame | undefined;
  /** Lines before it that were read word by word. */
  readonly readBefore: number;
}

export function makeFrame(
  name: BlockName | undefined,
  head: GrowingStatement | undefined,
  open: Span,
  indent: number,
  readBefore: number,
): Frame {
  const block: GrowingBlock = { name, statements: [], open, whole: false };
  if (head) head.block = block;
  return {
    block,
    rows: name === undefined ? noRows : rowsOf(name),
    head,
    around: undefined,
    unread: 0,
    indent,
    foreign: false,
    suspect: undefined,
    close: undefined,
    oddClose: undefined,
    lastClosed: undefined,
    readBefore,
  };
}

const noRows: Frame["rows"] = new Map();

export function accepts(frame: Frame, keyword: string): boolean {
  return frame.rows.has(keyword);
}

/**
 * Gives the block around `frame` everything from the first statement on that belongs there and not in `frame`:
 * what followed the place where the missing `}` should have been.
 */
export function handBackForeign(frame: Frame): void {
  const around = frame.around;
  if (frame.head === undefined || around === undefined) return;
  const statements = frame.block.statements;
  const first = statements.findIndex((s) => !accepts(frame, s.name) && accepts(around, s.name));
  if (first < 0) return;
  const moved = statements.splice(first);
  const after = around.block.statements.splice(around.block.statements.indexOf(frame.head) + 1);
  for (const statement of [...moved, ...after]) around.block.statements.push(statement);
}
