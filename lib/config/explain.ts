/** What the table says of a keyword, and the registry of a diagnostic code, as text for a person. */

import { diagnosticCodes } from "../diag/codes.ts";
import { nearest } from "../diag/suggest.ts";
import type { KeywordBlock } from "./block-names.ts";
import type { KeywordRow } from "./keyword-row.ts";
import { allKeywords, blocksOf, blockTitle, rowOf } from "./keywords.ts";

/** @returns the explanation, line ends included; or what is wrong with `word`, as one sentence. */
export function explain(word: string): { readonly text: string } | { readonly fault: string } {
  if (Object.hasOwn(diagnosticCodes, word))
    return { text: `${word}\n    ${diagnosticCodes[word as keyof typeof diagnosticCodes]}\n` };
  const blocks = blocksOf(word);
  if (blocks.length > 0) return { text: alike(word, blocks).join("\n") };
  const known = [...allKeywords(), ...Object.keys(diagnosticCodes)];
  const near = known.find((one) => one.toLowerCase() === word.toLowerCase()) ?? nearest(word, known);
  return { fault: `${JSON.stringify(word)} is neither a keyword nor a code${near ? `; did you mean ${near}?` : ""}` };
}

/** Blocks whose rows say the same share one explanation. */
function alike(word: string, blocks: readonly KeywordBlock[]): string[] {
  const byBody = new Map<string, KeywordBlock[]>();
  for (const block of blocks) {
    const row = rowOf(block, word);
    if (row === undefined) continue;
    const body = describeRow(word, row);
    const same = byBody.get(body);
    if (same) same.push(block);
    else byBody.set(body, [block]);
  }
  return [...byBody].map(([body, names]) => `${word}, in ${names.map(blockTitle).join(", ")}\n${body}`);
}

/** @returns lines with an indentation of four blanks. */
function describeRow(word: string, row: KeywordRow): string {
  const form = [word, row.takes.synopsis, row.opens ? "{ ... }" : ""].filter((part) => part !== "").join(" ");
  const facts: readonly (readonly [string, string | undefined])[] = [
    ["values", row.takes.expected],
    ["default", row.default],
    ["used by", usersOf(row)],
    ["since", row.since && `keepalived ${row.since}`],
    ["instead", insteadOf(row)],
  ];
  const lines = facts.flatMap(([name, text]) => (text === undefined ? [] : `${`${name}:`.padEnd(9)} ${text}`));
  return [form, row.doc, ...lines].map((line) => `    ${line}\n`).join("");
}

/** @returns `vrrpd`, `vrrpd, checkd`, or what going on without it means. */
export function usersOf(row: KeywordRow): string {
  if (row.usedBy.length > 0) return row.usedBy.join(", ");
  if (row.later?.severity === "note") return `nothing: it is accepted and ${row.later.consequence}`;
  return row.later ? `nothing yet: ${row.later.consequence}` : "nothing yet";
}

/** @returns what to write instead of a deprecated keyword, or which one it is another name of. */
export function insteadOf(row: KeywordRow): string | undefined {
  if (row.standsFor === undefined) return row.instead;
  return row.deprecated ? `write ${row.standsFor}` : `the same as ${row.standsFor}`;
}
