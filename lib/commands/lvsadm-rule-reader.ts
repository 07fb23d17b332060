/** Rules from standard input, as many at a time as one read gives: a line that has come is carried out before the next is awaited. */

import type { Input } from "../ports/environment.ts";
import { LineSplitter } from "./line-splitter.ts";
import type { RememberedNames } from "./lvsadm-hosts.ts";
import { parseRules, type ReadWords, type Rule } from "./lvsadm-rules.ts";

interface Texts {
  /** The number of the first line. */
  readonly first: number;
  readonly lines: readonly string[];
}

export class RuleReader {
  readonly #input: Input;
  readonly #names: RememberedNames;
  readonly #readWords: ReadWords;
  readonly #splitter = new LineSplitter();
  readonly #keepsAll: boolean;
  #kept: Texts[] = [];
  #bytes = 0;
  #ended = false;
  #gaveUp = false;

  /**
   * @param readWords reads a line's words with `names`; where one of these is missing, once more after it was looked up.
   * @param keep of which lines the text can be asked for: those of the last read, or all.
   */
  constructor(input: Input, names: RememberedNames, readWords: ReadWords, keep: "last read" | "all" = "last read") {
    this.#keepsAll = keep === "all";
    this.#input = input;
    this.#names = names;
    this.#readWords = readWords;
  }

  /** @returns the rules of the next lines, perhaps none; undefined at the end. @throws SystemError */
  async next(): Promise<Rule[] | undefined> {
    if (this.#ended) return undefined;
    const bytes = await this.#input.read();
    this.#bytes += bytes?.length ?? 0;
    this.#ended = bytes === undefined;
    const first = this.#splitter.count + 1;
    const lines = bytes === undefined ? this.#splitter.end() : this.#splitter.take(bytes);
    if (!this.#keepsAll) this.#kept = [];
    if (lines !== "too long") {
      this.#kept.push({ first, lines });
      return this.#parse(lines, first);
    }
    this.#ended = true;
    this.#gaveUp = true;
    return [{ line: first, request: { fault: "words", sentence: "it is longer than 1 MiB", status: 2 } }];
  }

  /** 0 to 1; undefined where nobody knows how much there is. */
  get part(): number | undefined {
    const { size } = this.#input;
    return size ? this.#bytes / size : undefined;
  }

  /** The last rule is a fault behind which nothing is read, whatever comes there. */
  get gaveUp(): boolean {
    return this.#gaveUp;
  }

  /** How many lines have been read. */
  get lines(): number {
    return this.#splitter.count;
  }

  /** @returns undefined where it is not kept. */
  textOf(line: number): string | undefined {
    const part = this.#kept.findLast(({ first }) => first <= line);
    return part?.lines[line - part.first];
  }

  async #parse(lines: readonly string[], first: number): Promise<Rule[]> {
    for (;;) {
      const rules = parseRules(lines, first, this.#readWords);
      if (!this.#names.incomplete) return rules;
      await this.#names.lookUpMissing();
    }
  }
}
