/** Makes rows of keywords that lvskit reads and checks and does nothing with yet. */

import type { Arguments } from "../arguments.ts";
import type { KeywordRow, Later } from "../keyword-row.ts";

type More = Omit<KeywordRow, "takes" | "tier" | "doc" | "usedBy" | "later">;
type Nothing = Readonly<Record<never, never>>;
type Made = Pick<KeywordRow, "tier" | "doc" | "usedBy" | "later">;
/** The row's type keeps what `more` says, so that types know which block it opens and what it stands for. */
type RowMaker = <T, const M extends More = Nothing>(
  tier: KeywordRow["tier"],
  takes: Arguments<T>,
  doc: string,
  more?: M,
) => Made & { readonly takes: Arguments<T> } & NoInfer<M>;

/** @param consequence of going on without them. */
export function later(severity: Later["severity"], consequence: string): RowMaker {
  return <T, const M extends More = Nothing>(
    tier: KeywordRow["tier"],
    takes: Arguments<T>,
    doc: string,
    more = {} as M,
  ) => ({
    takes,
    doc,
    tier,
    usedBy: [],
    later: { severity, consequence },
    ...more,
  });
}

/** Rows inside a block that as a whole is not implemented: its own row has said so. */
export const inside: RowMaker = <T, const M extends More = Nothing>(
  tier: KeywordRow["tier"],
  takes: Arguments<T>,
  doc: string,
  more = {} as M,
) => ({ takes, doc, tier, usedBy: [], ...more });

/** Of those that change nothing that anybody would miss. */
export const inert: RowMaker = later("note", "has no effect");
export const noScript: RowMaker = later("warning", "no script runs");
export const noMail: RowMaker = later("warning", "no mail is sent");
export const unwatched: RowMaker = later("error", "a fault that it watches for would not move the addresses");
export const lax: RowMaker = later("warning", "nothing is refused or changed on its account");
export const notSetUp: RowMaker = later("error", "these would not be set up");
