/** Collects diagnostics while a configuration is read: each fault once, sorted by place at the end. */

import type { DiagnosticCode } from "../diag/codes.ts";
import type { Diagnostic, Severity } from "../diag/diagnostic.ts";
import type { Source, Span } from "../diag/source.ts";
import type { Command } from "./block-names.ts";

export type Extras = Pick<Diagnostic, "expected" | "hint" | "related">;

/** Of each severity and for each command; a text with more faults is not a configuration, and nobody reads that many. */
export const mostKept = 1000;

const mostSuggested = 200;

export class Report {
  #diagnostics: Diagnostic[] = [];
  /** By commands concerned. */
  readonly #counts = new Map<string, Record<Severity, number>>();
  /** The same by the list that says which, so that it need not be written out each time. */
  readonly #countsByList = new WeakMap<readonly Command[], Record<Severity, number>>();
  readonly #told = new Map<Source, Set<string>>();
  #concerns: readonly Command[] | undefined;
  #blockSkipped = false;
  readonly #said = new Set<string>();
  readonly #places = new Map<Source, Set<number>>();
  #suggested = 0;
  /** How often something was to be made an error. */
  #raised = 0;
  #complaints = 0;
  /** Where the heads of doubted blocks begin. */
  readonly #doubted = new Map<Source, Set<number>>();

  add(severity: Severity, code: DiagnosticCode, span: Span, message: string, extras: Extras = {}): void {
    this.#complaints++;
    const counts = this.#countsNow();
    if (counts[severity] === mostKept || !this.#isNew(code, span, message)) return;
    counts[severity]++;
    const concerns = this.#concerns ? { concerns: this.#concerns } : {};
    this.#diagnostics.push({ code, severity, span, message, ...extras, ...concerns });
  }

  /** True where nothing more of that severity is kept, so that composing it is in vain; it counts as a complaint all the same. */
  drops(severity: Severity): boolean {
    if (this.#countsNow()[severity] < mostKept) return false;
    this.#complaints++;
    return true;
  }

  #countsNow(): Record<Severity, number> {
    const list = this.#concerns;
    const known = list && this.#countsByList.get(list);
    if (known) return known;
    const key = String(list);
    const counts = this.#counts.get(key) ?? { error: 0, warning: 0, note: 0 };
    this.#counts.set(key, counts);
    if (list) this.#countsByList.set(list, counts);
    return counts;
  }

  /** A line that is expanded many times has its faults once, and so has a file that is included twice. */
  #isNew(code: DiagnosticCode, { source, start, end, expandedFrom }: Span, message: string): boolean {
    const told = this.#told.get(source) ?? new Set();
    this.#told.set(source, told);
    const key = `${code} ${start} ${end} ${this.#concerns ?? ""} ${expandedFrom ? "" : message}`;
    return told.size !== told.add(key).size;
  }

  error(code: DiagnosticCode, span: Span, message: string, extras?: Extras): void {
    this.add("error", code, span, message, extras);
  }

  warning(code: DiagnosticCode, span: Span, message: string, extras?: Extras): void {
    this.add("warning", code, span, message, extras);
  }

  /**
   * Makes an error of a warning that was told about a part of `span`, and so says all that must be said of it.
   *
   * @returns false where nothing was told there, or after so many calls that nobody reads of more.
   */
  raise(code: DiagnosticCode, { source, start, end }: Span): boolean {
    this.#complaints++;
    if (++this.#raised > mostKept) return false;
    const at = this.#diagnostics.findIndex(
      ({ code: told, span }) => told === code && span.source === source && span.start >= start && span.end <= end,
    );
    const told = this.#diagnostics[at];
    if (told) this.#diagnostics[at] = { ...told, severity: "error" };
    return told !== undefined;
  }

  /** How often something was found to be said, whether it was new or not. */
  get complaints(): number {
    return this.#complaints;
  }

  /** What `read` reports matters to these commands only. */
  concerning<T>(commands: readonly Command[], read: () => T): T {
    const around = this.#concerns;
    this.#concerns = commands;
    const result = read();
    this.#concerns = around;
    return result;
  }

  /** @returns true the first time that it is asked for `key`: for what is said once, however often it is met. */
  first(key: string): boolean {
    if (this.#said.has(key)) return false;
    this.#said.add(key);
    return true;
  }

  /** @returns false after so many calls that nobody reads of more: suggestions take long to find. */
  maySuggest(): boolean {
    return ++this.#suggested <= mostSuggested;
  }

  /** @returns true the first time that it is asked for the place where `span` begins: for what is met there more than once. */
  firstAt({ source, start }: Span): boolean {
    const places = this.#places.get(source) ?? new Set();
    this.#places.set(source, places);
    return places.size !== places.add(start).size;
  }

  /** @returns true where one of these has been reported. */
  has(codes: readonly DiagnosticCode[]): boolean {
    return this.#diagnostics.some((diagnostic) => codes.includes(diagnostic.code));
  }

  /** A whole block is not read, and with it perhaps the definition of what is used elsewhere. */
  skipBlock(): void {
    this.#blockSkipped = true;
  }

  get blockSkipped(): boolean {
    return this.#blockSkipped;
  }

  /** What stands in a block is uncertain, because its braces do not match. @param head its keyword */
  doubt(head: Span): void {
    const places = this.#doubted.get(head.source) ?? new Set();
    this.#doubted.set(head.source, places.add(head.start));
  }

  /**
   * Takes back what cannot be known: that something is missing from a text of which parts were left out.
   *
   * @param everywhere false: only from blocks that are in doubt
   */
  forget(codes: readonly DiagnosticCode[], everywhere: boolean): void {
    if (!everywhere && this.#doubted.size === 0) return;
    const doubted = ({ source, start }: Span) => this.#doubted.get(source)?.has(start);
    this.#diagnostics = this.#diagnostics.filter(
      ({ code, span }) => !codes.includes(code) || !(everywhere || doubted(span)),
    );
  }

  /** @param sources in the order in which they were opened. */
  sorted(sources: readonly Source[]): Diagnostic[] {
    return this.#diagnostics.toSorted(byPlace(sources));
  }
}

/** The order of diagnostics for people: by file, and by place in it. */
export function byPlace(sources: readonly Source[]): (a: Diagnostic, b: Diagnostic) => number {
  const order = new Map(sources.map((source, index) => [source, index]));
  const rank = (d: Diagnostic) => order.get(d.span.source) ?? sources.length;
  return (a, b) => rank(a) - rank(b) || a.span.start - b.span.start;
}
