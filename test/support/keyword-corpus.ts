/** Files that hold every keyword of the table once, with values that are right or wrong in a known way. */

import type { KeywordBlock } from "../../lib/config/block-names.ts";
import type { KeywordRow } from "../../lib/config/keyword-row.ts";
import { isListBlock, tableOf } from "../../lib/config/keywords.ts";
import type { Kind } from "../../lib/config/values/kind.ts";

export type Sort = "least" | "greatest" | "too small" | "too great" | "wrong kind";

export const sorts: readonly Sort[] = ["least", "greatest", "too small", "too great", "wrong kind"];

export interface CorpusFile {
  readonly sort: Sort;
  readonly text: string;
  /** By line number from 1: `vrrp_instance priority`; absent: a line that only carries others. */
  readonly keywords: ReadonlyMap<number, string>;
}

/** A link that the host must have; keepalived takes no loopback. */
export const corpusLink = "corpus0";

/** What stands for kinds that are neither numbers nor words of a list, by their name in the synopsis. */
const rightWords: Readonly<Record<string, string>> = {
  ADDRESS: "192.0.2.1",
  GROUP4: "224.0.0.18",
  GROUP6: "ff02::12",
  MULTICAST: "224.0.0.19",
  INTERFACE: corpusLink,
  USER: "root",
  GROUP: "root",
  COMMAND: "/bin/true",
  MD5: "0123456789abcdef0123456789abcdef",
  HEX: "0a0b",
  MASK: "022",
  "MASK|LEN": "255.255.255.0",
  BOOL: "on",
  "CODE[-CODE]": "200-204",
  "2|3": "2",
  PASS: "PASS",
  "MTU|ADVERT|BYTES": "ADVERT",
  HOST: "127.0.0.1",
  REGEX: '"a.c"',
  OPTION: "caseless",
  DEMAND: "match",
};

/** Blocks that are written down, with their heads; those inside are met on the way. */
const heads: readonly (readonly [KeywordBlock, string])[] = [
  ["global_defs", "global_defs"],
  ["vrrp_script", "vrrp_script script1"],
  ["vrrp_track_process", "vrrp_track_process process1"],
  ["track_file", "track_file file1"],
  ["bfd_instance", "bfd_instance bfd1"],
  ["garp_group", "garp_group"],
  ["SSL", "SSL"],
  ["vrrp_instance", "vrrp_instance instance1"],
  ["vrrp_sync_group", "vrrp_sync_group group1"],
  ["virtual_server", "virtual_server 192.0.2.1 80"],
];

/**
 * @param path that may be written to.
 * @param skips keywords as `block keyword` that are left out.
 */
export function corpus(path: string, skips: (keyword: string) => boolean): CorpusFile[] {
  return sorts.map((sort) => new Writer(sort, path, skips).write());
}

class Writer {
  readonly #sort: Sort;
  readonly #path: string;
  readonly #skips: (keyword: string) => boolean;
  readonly #lines: string[] = [];
  readonly #keywords = new Map<number, string>();

  constructor(sort: Sort, path: string, skips: (keyword: string) => boolean) {
    this.#sort = sort;
    this.#path = path;
    this.#skips = skips;
  }

  write(): CorpusFile {
    for (const [block, head] of heads) {
      this.#lines.push(`${head} {`);
      this.#writeRows(block);
      this.#lines.push("}");
    }
    return { sort: this.#sort, text: `${this.#lines.join("\n")}\n`, keywords: this.#keywords };
  }

  #writeRows(block: KeywordBlock): void {
    for (const [keyword, row] of Object.entries(tableOf(block)?.rows ?? {}))
      if (!this.#skips(`${block} ${keyword}`)) this.#writeRow(block, keyword, row);
  }

  #writeRow(block: KeywordBlock, keyword: string, row: KeywordRow): void {
    const words = row.takes.kinds.map((kind) => sampleOf(kind, this.#sort, this.#path));
    if (row.opens === undefined) {
      if (words.includes(undefined)) return;
      this.#keywords.set(this.#lines.push([keyword, ...words].join(" ")), `${block} ${keyword}`);
      return;
    }
    if (isListBlock(row.opens)) return;
    const head = row.takes.kinds.map((kind) => sampleOf(kind, "least", this.#path));
    this.#lines.push(`${[keyword, ...head].join(" ")} {`);
    this.#writeRows(row.opens);
    this.#lines.push("}");
  }
}

/** @returns undefined where the kind has no value of that sort. */
function sampleOf(kind: Kind<unknown>, sort: Sort, path: string): string | undefined {
  const { range, words, synopsis } = kind;
  if (range) {
    const step = synopsis === "SEC" && !Number.isInteger(range[0] + range[1]) ? 0.000001 : 1;
    const numbers = { least: range[0], greatest: range[1], "too small": range[0] - step, "too great": range[1] + step };
    return sort === "wrong kind" ? "12x" : plain(numbers[sort]);
  }
  if (sort === "too small" || sort === "too great") return undefined;
  if (sort === "wrong kind") return "fault" in kind.read(noSuchWord) ? noSuchWord : undefined;
  if (words) return sort === "least" ? words[0] : words.at(-1);
  return synopsis === "PATH" ? path : (rightWords[synopsis] ?? "word1");
}

const noSuchWord = "n0-such.word/";

/** Decimals without an exponent, at most six. */
function plain(number: number): string {
  return Number.isInteger(number) ? String(number) : number.toFixed(6).replace(/0+$/, "");
}
