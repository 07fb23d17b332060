/** Files that hold every keyword of the table once, with values that are right or wrong in a known way. */

import type { KeywordBlock, ListBlock } from "../../lib/config/block-names.ts";
import type { KeywordRow, Rows } from "../../lib/config/keyword-row.ts";
import { blockTables, entryOf, isListBlock, tableOf } from "../../lib/config/keywords.ts";
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
  "ADDRESS|+|-": "+",
  "ADDRESS[/LEN]": "203.0.113.255",
  SCOPE: "global",
  SEC: "forever",
  TRACK_GROUP: "track1",
  DEMAND: "match",
  PREFIX: "198.51.100.0/24",
  TABLE: "100",
  PROTOCOL: "keepalived",
  TOS: "AF11",
  "REALM[/REALM]": "1/2",
  "MARK[/MASK]": "7/0xff",
  "FIRST-LAST": "10-20",
  IPPROTO: "tcp",
  ID: "5",
  PREFERENCE: "low",
  MAC: "02:00:00:00:00:01",
  "ip|ip6|mpls|ila ...": "mpls 100/200",
  NAME: "word1",
};

/** The word that an entry of a list begins with, where the kind alone does not say it; what it names is defined. */
const firstWords: Readonly<Partial<Record<ListBlock, string>>> = {
  group: "instance1",
  "tracked scripts": "script1",
  "tracked files": "file1",
  "tracked processes": "process1",
  "tracked bfd": "bfd1",
  routes: `198.51.100.0/24 dev ${corpusLink}`,
  rules: "from 198.51.100.0/24 table 100 preference 100",
};

/** What an option needs on its line besides, instead of that. */
const headsByOption: Readonly<Record<string, string>> = {
  "routes from": `2001:db8::/64 dev ${corpusLink} from 2001:db8:1::/64 no_track`,
  "routes expires": `2001:db8::/64 dev ${corpusLink}`,
  "routes pref": `2001:db8::/64 dev ${corpusLink}`,
  "rules table": "from 198.51.100.0/24 preference 100",
  "rules lookup": "from 198.51.100.0/24 preference 100",
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
  ["track_group", "track_group track1"],
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
  #addresses = 0;
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
    for (const [keyword, row] of Object.entries(blockTables.file.rows as Rows))
      if (!this.#skips(`file ${keyword}`) && !(row.opens && tableOf(row.opens))) this.#writeRow("file", keyword, row);
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
    const head = row.takes.kinds.map((kind) => sampleOf(kind, "least", this.#path));
    this.#lines.push(`${[keyword, ...head].join(" ")} {`);
    if (isListBlock(row.opens)) this.#writeEntries(row.opens);
    else this.#writeRows(row.opens);
    this.#lines.push("}");
  }

  /** An entry for each word by position and for each option, which alone has a value of the sort. */
  #writeEntries(block: ListBlock): void {
    const { kinds, least, options = {} } = entryOf(block);
    const right = kinds.slice(0, least).map((kind, i) => this.#rightWord(block, kind, i));
    for (const [i, kind] of kinds.entries()) {
      const word = this.#right()
        ? (right[i] ?? this.#rightWord(block, kind, i))
        : sampleOf(kind, this.#sort, this.#path);
      if (word !== undefined)
        this.#writeEntry(`${block} ${i + 1}`, [...right.slice(0, i), word, ...right.slice(i + 1)]);
    }
    for (const [name, kind] of Object.entries(options)) {
      const named = kind !== true && name === "track_group" ? { ...kind, synopsis: "TRACK_GROUP" } : kind;
      const word = named === true ? "" : sampleOf(named, this.#sort, this.#path);
      if (word === undefined || (kind === true && !this.#right())) continue;
      const head = headsByOption[`${block} ${name}`];
      this.#writeEntry(`${block} ${name}`, [...(head === undefined ? right : [head]), name, word]);
    }
  }

  #writeEntry(what: string, words: readonly string[]): void {
    if (!this.#skips(what)) this.#keywords.set(this.#lines.push(words.join(" ").trim()), what);
  }

  #right(): boolean {
    return this.#sort === "least" || this.#sort === "greatest";
  }

  /** Addresses differ from line to line, because a second one of the same is a mistake of another kind. */
  #rightWord(block: ListBlock, kind: Kind<unknown>, i: number): string {
    const first = i === 0 ? firstWords[block] : undefined;
    if (first === undefined && kind.synopsis.startsWith("ADDRESS"))
      return `203.0.113.${1 + (this.#addresses++ % 254)}${kind.synopsis.endsWith("[/LEN]") ? "/24" : ""}`;
    return first ?? sampleOf(kind, "least", this.#path) ?? "";
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
