/** Lines of one `virtual_server_group` that have addresses or a mark in common. Knows nothing of who uses the group. */

import { type Address, addressBytes, familyOf } from "../net/address.ts";
import type { ListValues } from "./block-values.ts";
import { rangeOf } from "./group-line.ts";
import type { Report } from "./report.ts";
import { headSpan } from "./syntax.ts";

type Line = ListValues<"virtual_server_group">[number];

/** What one line stands for: port and family, or a mark, then an address; as texts that compare as addresses do. */
interface Member {
  readonly line: Line;
  readonly first: string;
  readonly last: string;
}

/** Tells each line that has something in common with one before it, of which keepalived says nothing. */
export function tellOverlaps(report: Report, lines: readonly Line[]): void {
  if (lines.length < 2) return;
  const claims = new Claims(lines.flatMap(memberOf));
  for (const member of claims.members) {
    const before = claims.claim(member);
    if (before && !report.drops("warning")) tellOverlap(report, member, before);
  }
}

function tellOverlap(report: Report, { line, first, last }: Member, before: Member): void {
  const { keyword, args } = line.statement;
  const text = [keyword, ...args].map((word) => word.text).join(" ");
  const within = before.first <= first && last <= before.last;
  const fault = within
    ? "is in this group already; not used again"
    : "overlaps a line before it; what both have is used once";
  report.warning("LK0017", headSpan(line.statement), `${text} ${fault}`, {
    related: [{ span: headSpan(before.line.statement), message: "written before here" }],
  });
}

function memberOf(line: Line): readonly Member[] {
  const { value } = line;
  if (value === undefined) return [];
  if (value.kind === "fwmark") {
    const mark = `fwmark ${value.mark} ${value.family}`;
    return [{ line, first: mark, last: mark }];
  }
  const { first, last, port } = rangeOf(value);
  const textOf = (address: Address) => `${port} ${familyOf(first)} ${String.fromCharCode(...addressBytes(address))}`;
  const text = textOf(first);
  return [{ line, first: text, last: first === last ? text : textOf(last) }];
}

/**
 * Which member was the first to have an address. It is enough to ask for addresses that some member begins with: what two
 * have in common begins with one of these. Each is claimed once, and those that are claimed are passed over together.
 */
class Claims {
  readonly members: readonly Member[];
  readonly #starts: readonly string[];
  readonly #owners: Member[] = [];
  /** For each start one behind it, or itself, before which none is free. */
  readonly #next: number[];

  constructor(members: readonly Member[]) {
    this.members = members;
    this.#starts = members.map(({ first }) => first).sort();
    this.#next = Array.from({ length: members.length + 1 }, (_, i) => i);
  }

  /** @returns one that had a part of it before; the first where it is one address. */
  claim(member: Member): Member | undefined {
    let before: Member | undefined;
    const end = this.#countStarts((start) => start <= member.last);
    for (let at = this.#countStarts((start) => start < member.first); at < end; ) {
      const free = this.#freeFrom(at);
      if (free === at) {
        this.#owners[at] = member;
        this.#next[at] = at + 1;
        at++;
      } else {
        before ??= this.#owners[at];
        at = free;
      }
    }
    return before;
  }

  #freeFrom(start: number): number {
    let at = start;
    for (let next = this.#next[at] ?? at; next !== at; next = this.#next[at] ?? at) {
      this.#next[at] = this.#next[next] ?? next;
      at = next;
    }
    return at;
  }

  /** @returns how many starts `isBelow` is true of; it is false of all behind one that it is false of. */
  #countStarts(isBelow: (start: string) => boolean): number {
    let [low, high] = [0, this.#starts.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (isBelow(this.#starts[middle] ?? "")) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
