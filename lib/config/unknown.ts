/** What is said of a keyword that its block does not have: of another block, misspelled, or unknown. */

import { nearest } from "../diag/suggest.ts";
import type { BlockName } from "./block-names.ts";
import { allKeywords, blocksOf, blockTitle, blockTitles, keywordsOf } from "./keywords.ts";
import { mostKept, type Report } from "./report.ts";
import { quote, type Statement } from "./syntax.ts";
import { asAscii, isPlaceholder } from "./values/pasted.ts";

/** Suggestions cost time, and after so many unknown words the file is not a configuration. */
const mostSuggestions = 200;

export class UnknownKeywords {
  readonly #report: Report;
  #unknown = 0;

  constructor(report: Report) {
    this.#report = report;
  }

  /** @returns true where nothing says that a keyword was meant. */
  isName(block: BlockName, { keyword, block: inner }: Statement): boolean {
    const known = blocksOf(keyword.text).length > 0 || nearestKeyword(keyword.text, keywordsOf(block)) !== undefined;
    return inner === undefined && !known && !isPlaceholder(keyword.text);
  }

  /** @returns the keyword of the block that was probably meant. */
  tell(block: BlockName, statement: Statement): string | undefined {
    const { text, span } = statement.keyword;
    const skipped = statement.block ? "; its block is skipped" : "";
    const elsewhere = blocksOf(text);
    if (elsewhere.length > 0) {
      const instead = insteadOf.get(`${block} ${text}`);
      const hint = instead === undefined ? {} : { hint: `write "${instead}"` };
      const message = `"${text}" does not belong in ${blockTitle(block)}, but in ${blockTitles(elsewhere)}`;
      this.#report.warning("LK0002", span, message + skipped, hint);
      if (statement.block) this.#report.skipBlock();
      return undefined;
    }
    if (++this.#unknown > mostKept) return undefined;
    const unknown = `unknown keyword ${quote(statement.keyword)} in ${blockTitle(block)}`;
    // A name that nothing defines, or that stands for several lines, has been told.
    if (/^\$\w+$/.test(text) && (this.#report.raise("LK0042", span) || this.#report.raise("LK0043", span)))
      return undefined;
    if (isPlaceholder(text)) {
      this.#report.error("LK0050", span, "a placeholder was left in where a keyword is expected");
      return undefined;
    }
    const alternatives = text.split("|").map((word) => word.trim());
    if (alternatives.length > 1 && alternatives.every((word) => blocksOf(word).length > 0)) {
      this.#report.error("LK0050", span, `alternatives of a manual were left in${skipped}`, {
        hint: `write one of ${alternatives.join(", ")}`,
      });
      return undefined;
    }
    const suggest = this.#unknown <= mostSuggestions;
    const here = suggest ? nearestKeyword(text, keywordsOf(block)) : undefined;
    const meant = here === undefined ? suggest && hintElsewhere(text) : `did you mean "${here}"?`;
    this.#report.warning("LK0001", span, unknown + skipped, meant ? { hint: meant } : {});
    // A line of the top level may be an include, misspelt: it brings blocks.
    if (statement.block || block === "file") this.#report.skipBlock();
    return here;
  }
}

/** What a block has instead of a keyword that its like have. */
const insteadOf: ReadonlyMap<string, string> = new Map([["MISC_CHECK connect_timeout", "misc_timeout"]]);

function hintElsewhere(text: string): string | undefined {
  if (/^\w+=/.test(text)) return 'a definition begins with "$"';
  const elsewhere = nearestKeyword(text, allKeywords());
  return elsewhere && `did you mean "${elsewhere}"? It belongs in ${blockTitles(blocksOf(elsewhere))}`;
}

/** Keywords are case-sensitive; people are not. */
function nearestKeyword(text: string, keywords: readonly string[]): string | undefined {
  const plain = asAscii(text);
  const lower = plain.toLowerCase();
  return keywords.find((keyword) => keyword.toLowerCase() === lower) ?? nearest(plain, keywords);
}
