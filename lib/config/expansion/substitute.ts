/**
 * A line with `$NAME` and `${NAME}` → the line with their values, and where a block's use ends it, the lines that follow.
 * Passes are repeated until nothing changes, since values may hold uses and even parts of names (`${N${i}}`).
 */

import type { Severity } from "../../diag/diagnostic.ts";
import { isHidden, type Span } from "../../diag/source.ts";
import { nearest } from "../../diag/suggest.ts";
import type { Report } from "../report.ts";
import { type Budget, longestLine, refusalCost } from "./budget.ts";
import { commentStart, withoutEscapes } from "./comment.ts";
import { builtIn, type Definition, type Surroundings } from "./definitions.ts";
import { MadeText, type Piece, pieceVia, type Via } from "./made-text.ts";

/** What names mean where a line stands. */
export interface Names {
  readonly definitions: ReadonlyMap<string, Definition>;
  readonly surroundings: Surroundings;
  /** `_PWD`: of the file that the line is in. */
  readonly folder: string;
}

export interface Substituted {
  readonly line: MadeText;
  /** The lines of a block after its first. */
  readonly rest: readonly MadeText[];
}

/** `$NAME` counts only before a blank, a comma, a closing parenthesis or the end of the line. */
const useForm = /\$(?:\{([A-Za-z_]\w*)([ \t][^{}$]*)?\}|([A-Za-z_]\w*)(?=[ \t\r,)]|$))/g;

/** Deeper than anybody nests definitions; loops are found by name long before. */
const mostPasses = 64;

/** @returns `line` itself where there is nothing to replace; undefined after reporting that it cannot be expanded. */
export function substitute(line: MadeText, names: Names, budget: Budget, report: Report): Substituted | undefined {
  let made: Substituted = { line, rest: [] };
  if (!line.text.includes("$")) return made;
  for (let pass = 0; pass < mostPasses; pass++) {
    const next = new Pass(made.line, names, report).run();
    if (next === undefined) return undefined;
    if (next.line === made.line) return pass === 0 ? made : { ...made, line: withoutEscapes(made.line) };
    made = { line: next.line, rest: made.rest.length > 0 ? [...next.rest, ...made.rest] : next.rest };
    if (made.line.text.length > longestLine) return tooLong(line, budget, report);
    if (!budget.spend(0, made.line.text.length + made.rest.length, made.line.pieces.length)) return made;
    if (!made.line.text.includes("$")) return { ...made, line: withoutEscapes(made.line) };
  }
  return tooLong(line, budget, report);
}

function tooLong(line: MadeText, budget: Budget, report: Report): undefined {
  budget.spend(0, refusalCost);
  const end = line.text.slice(0, commentStart(line.text)).trimEnd().length;
  report.error(
    "LK0045",
    line.span(line.text.search(/\S/), end),
    `this line would grow beyond ${longestLine} characters; it is left out`,
    {
      hint: "a definition uses others that use others; keepalived's own limit is 1023 bytes",
    },
  );
}

class Pass {
  readonly #line: MadeText;
  readonly #names: Names;
  readonly #report: Report;
  readonly #end: number;
  #rest: readonly MadeText[] = [];
  #endless = false;

  constructor(line: MadeText, names: Names, report: Report) {
    this.#line = line;
    this.#names = names;
    this.#report = report;
    this.#end = commentStart(line.text);
  }

  run(): Substituted | undefined {
    const pieces: Piece[] = [];
    let from = 0;
    const text = this.#line.text.slice(0, this.#end);
    useForm.lastIndex = 0;
    for (let match = useForm.exec(text); match; match = useForm.exec(text)) {
      const value = this.#value(match.index, match[0], match[1] ?? match[3] ?? "", match[2] ?? "");
      if (this.#endless) return undefined;
      if (value === undefined) continue;
      pieces.push(...this.#line.cut(from, match.index), ...value);
      from = match.index + match[0].length;
    }
    if (from === 0) return { line: this.#line, rest: [] };
    pieces.push(...this.#line.cut(from, this.#line.text.length));
    return { line: new MadeText(pieces, this.#line.around), rest: this.#rest };
  }

  #value(at: number, written: string, name: string, words: string): readonly Piece[] | undefined {
    const place = this.#placeOf(at, written.length);
    const definition = words === "" ? this.#names.definitions.get(name) : undefined;
    if (definition) return this.#defined(place, name, definition, at + written.length);
    const text = builtIn(name, words, this.#names.folder, this.#names.surroundings);
    if (text !== undefined) return [replacement(text, place)];
    this.#tellUndefined(at, written, name, words);
    // Left verbatim, `${NAME}` would open and close a block.
    return written.startsWith("${") ? [replacement(`$${name}`, place)] : undefined;
  }

  #placeOf(at: number, length: number): Place {
    const piece = this.#line.pieceAt(at);
    const { source, start, end } = this.#line
      .slice(at, at + length)
      .within(undefined)
      .span(0, length);
    return { from: { source, start, end }, use: piece?.use, via: piece?.via };
  }

  #defined(place: Place, name: string, definition: Definition, end: number): readonly Piece[] | undefined {
    const { from, use, via } = place;
    if (isWithin(via, name)) return this.#tellEndless(from, name);
    const [first, ...rest] = definition.lines;
    if (first === undefined) return [];
    if (definition.loop) return [replacement(first.text, place, definition.loop)];
    if (rest.length > 0 && this.#line.text.slice(end, this.#end).trim() !== "")
      return this.#tellBlockInside(from, name);
    const within: Via = { name, before: via };
    const replaced: Span = use ? { ...from, expandedFrom: use } : from;
    const around = this.#line.around;
    const outer = around ? appended(replaced, around) : replaced;
    this.#rest = rest.map(
      (line) =>
        new MadeText(
          line.pieces.map((piece) => pieceVia(piece, within, undefined)),
          outer,
        ),
    );
    return first.pieces.map((piece) => pieceVia(piece, within, replaced));
  }

  #tellEndless(span: Span, name: string): undefined {
    this.#endless = true;
    this.#report.error("LK0044", span, `"$${name}" is used in its own definition; the line that uses it is left out`);
  }

  #tellBlockInside(span: Span, name: string): undefined {
    this.#report.error("LK0043", span, `"$${name}" stands for several lines, so nothing can follow it on its line`, {
      hint: "give it a line of its own",
    });
  }

  #tellUndefined(at: number, written: string, name: string, words: string): void {
    const span = this.#line.span(at, at + written.length);
    // Later passes meet what was left as it is once more.
    if (!this.#report.firstAt(span)) return;
    const kept = this.#consequence(at, written);
    if (this.#report.drops(kept.severity)) return;
    const hint = this.#undefinedHint(at + written.length, name, words);
    const shown = isHidden(span) ? "a name" : `"${written}"`;
    this.#report.add(kept.severity, "LK0042", span, `nothing defines ${shown}; ${kept.what}`, hint);
  }

  #consequence(at: number, written: string): { severity: Severity; what: string } {
    if (written.startsWith("${")) return { severity: "error", what: "keepalived would read its braces as a block" };
    if (this.#line.text.slice(0, at).trim() === "") return { severity: "error", what: "the line is left out" };
    return { severity: "warning", what: "it is left as it is" };
  }

  #undefinedHint(end: number, name: string, words: string): { hint?: string } {
    const after = this.#line.text.slice(end);
    if (/^[ \t]+=/.test(after)) return { hint: `a definition has no blank before the "=": $${name}=value` };
    if (name === "_ENV") return { hint: `\${_ENV NAME} is replaced by an environment variable, and there is none` };
    if (words !== "") return {};
    const near = nearest(name, [...this.#names.definitions.keys()].slice(0, mostCompared));
    return near === undefined ? {} : { hint: `did you mean "$${near}"?` };
  }
}

/** Where a use is written, and what it is part of. */
type Place = Pick<Piece, "from" | "use" | "via">;

/** @returns a text that nobody wrote as it is, in place of a use. */
function replacement(text: string, { from, use, via }: Place, origin?: Span): Piece {
  return { text, from, exact: false, use, via, origin };
}

/** Suggestions cost time. */
const mostCompared = 200;

function isWithin(via: Via | undefined, name: string): boolean {
  for (let at = via; at; at = at.before) if (at.name === name) return true;
  return false;
}

function appended(span: Span, around: Span): Span {
  return { ...span, expandedFrom: span.expandedFrom ? appended(span.expandedFrom, around) : around };
}
