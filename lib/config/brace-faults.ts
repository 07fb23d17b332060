/** The wording of everything that can be wrong with braces, each kind told once with a count. */

import type { Span } from "../diag/source.ts";
import type { Frame } from "./frames.ts";
import type { Report } from "./report.ts";
import { headSpan, type Statement } from "./syntax.ts";

export class BraceFaults {
  readonly #report: Report;
  readonly #stray: Span[] = [];
  readonly #extra: Span[] = [];

  constructor(report: Report) {
    this.#report = report;
  }

  /** A `{` without a keyword before it. @param around the block that it stands in */
  stray(brace: Span, around: Frame): void {
    this.#stray.push(brace);
    this.#doubt(around);
  }

  /** A `{` behind the one that opened its block. */
  doubled(brace: Span): void {
    this.#report.error("LK0009", brace, '"{" is written twice');
  }

  /** A `}` with no block open. @param before the block that was closed last */
  extra(brace: Span, before: Frame | undefined): void {
    this.#extra.push(brace);
    this.#doubt(before);
  }

  missingOpen(head: Statement): void {
    this.#report.error("LK0010", headSpan(head), `"${head.name}" needs a "{" before its block`);
  }

  /** @param before the keyword that cannot stand inside; undefined at the end of the file. */
  leftOpen(frame: Frame, count: number, before: string | undefined): void {
    this.#doubt(frame);
    const span = frame.head ? headSpan(frame.head) : frame.block.open;
    const what = frame.head ? `"${frame.head.name}"` : 'this "{"';
    const where = before === undefined ? "at the end of the file" : `before the next "${before}"`;
    const braces = count === 1 ? 'a "}" is missing' : `${count} "}" are missing`;
    this.#report.error("LK0007", span, `${what} is not closed: ${braces} ${where}`);
  }

  /** @param keyword what follows and belongs into the block; undefined where it belongs into one around it. */
  early(brace: Span, frame: Frame, keyword: string | undefined): void {
    this.#doubt(frame);
    const what = frame.head ? `"${frame.head.name}"` : "its block";
    const before = keyword === undefined ? "before its end" : `before "${keyword}", which belongs inside`;
    this.#report.error("LK0008", brace, `one "}" too many: it closes ${what} ${before}`, {
      ...(frame.head ? { related: [{ span: headSpan(frame.head), message: "the block starts here" }] } : {}),
    });
  }

  /** Of what stands in it, and around it, something may be elsewhere. */
  #doubt(frame: Frame | undefined): void {
    for (let at = frame; at; at = at.around) if (at.head) this.#report.doubt(at.head.keyword.span);
  }

  finish(): void {
    const [stray] = this.#stray;
    if (stray)
      this.#report.error(
        "LK0009",
        stray,
        `"{" without a keyword before it${times(this.#stray.length)}; its block is skipped`,
      );
    const [extra] = this.#extra;
    if (extra) this.#report.error("LK0008", extra, `"}" closes nothing${times(this.#extra.length)}`);
  }
}

function times(count: number): string {
  return count === 1 ? "" : ` (the first of ${count})`;
}
