/** What is said of a keyword that its block does not have: of another block, misspelled, or unknown. */

import { nearest } from "../diag/suggest.ts";
import type { BlockName } from "./block-names.ts";
import { allKeywords, blocksOf, blockTitle, blockTitles, keywordsOf } from "./keywords.ts";
import { mostKept, type Report } from "./report.ts";
import { quote, type Statement } from "./syntax.ts";

/** Suggestions cost time, and after so many unknown words the file is not a configuration. */
const mostSuggestions = 200;

export class UnknownKeywords {
  readonly #report: Report;
  #unknown = 0;

  constructor(report: Report) {
    this.#report = report;
  }

  tell(block: BlockName, statement: Statement): void {
    const { text, span } = statement.keyword;
    const skipped = statement.block ? "; its block is skipped" : "";
    const elsewhere = blocksOf(text);
    if (elsewhere.length > 0) {
      const message = `"${text}" does not belong in ${blockTitle(block)}, but in ${blockTitles(elsewhere)}`;
      this.#report.warning("LK0002", span, message + skipped);
      return;
    }
    if (++this.#unknown > mostKept) return;
    const unknown = `unknown keyword ${quote(statement.keyword)} in ${blockTitle(block)}`;
    const hint = this.#suggest(block, text);
    this.#report.warning("LK0001", span, unknown + skipped, hint === undefined ? {} : { hint });
  }

  #suggest(block: BlockName, text: string): string | undefined {
    if (this.#unknown > mostSuggestions) return undefined;
    const here = nearest(text, keywordsOf(block));
    if (here !== undefined) return `did you mean "${here}"?`;
    const elsewhere = nearest(text, allKeywords());
    return elsewhere && `did you mean "${elsewhere}"? It belongs in ${blockTitles(blocksOf(elsewhere))}`;
  }
}
