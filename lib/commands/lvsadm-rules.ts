/**
 * Rules as -S prints them and -R reads them: text → one request, or what is wrong, for each line. Knows the reader's grammar,
 * which is ipvsadm's; carries nothing out.
 */

import { refusalText } from "../ipvs/errors.ts";
import type { Change, ServiceState } from "../ipvs/model.ts";
import { replay } from "../ipvs/replay.ts";
import type { Names } from "../ports/names.ts";
import { RememberedNames } from "./lvsadm-hosts.ts";
import { type LvsadmRequest, parseRequest, type WordsFault } from "./lvsadm-request.ts";

export interface Rule {
  /** Of the text, from 1. */
  readonly line: number;
  readonly request: LvsadmRequest | WordsFault;
}

/** Something that one line says wrong. */
export interface RuleFault {
  readonly line: number;
  /** Without a full stop, such as `illegal weight specified`. */
  readonly sentence: string;
}

/** @returns one entry for each line that says anything, in order. */
export async function readRules(text: string, names: Names, posix: boolean): Promise<Rule[]> {
  const known = new RememberedNames(names);
  for (;;) {
    const rules = parseRules(text.split("\n"), 1, (words) => parseRequest(words, known, posix));
    if (!known.incomplete) return rules;
    await known.lookUpMissing();
  }
}

/** Reads the words of one line. */
export type ReadWords = (words: readonly string[]) => LvsadmRequest | WordsFault;

/** The same at once. @param lines without their ends. @param firstLine the number of the first of them. */
export function parseRules(lines: readonly string[], firstLine: number, read: ReadWords): Rule[] {
  const rules: Rule[] = [];
  for (let i = 0; i < lines.length; i++) {
    const words = wordsOf(lines[i] ?? "");
    if (words.length > 0) rules.push({ line: firstLine + i, request: read(words) });
  }
  return rules;
}

/**
 * There are no quotes and no escapes. The command's own name may stand before its options; the rest of a line that
 * begins with # is a comment, which ipvsadm-restore drops and ipvsadm -R stops at.
 */
function wordsOf(line: string): string[] {
  // In V8's own code: a loop over characters is compiled at once, and that alone costs more than a hundred lines take.
  const words = line.split(line.includes("\t") || line.includes("\r") ? /[ \t\r]/ : " ");
  const counting = words.every(counts) ? words : words.filter(counts);
  return counting[0]?.startsWith("#") ? [] : counting;
}

function counts(word: string): boolean {
  return word !== "" && word !== "ipvsadm" && word !== "lvsadm";
}

/** What is wrong with the words of a line, in one sentence. */
export function faultSentence(fault: WordsFault): string {
  return fault.fault === "words" ? fault.sentence.trimEnd() : "it does not begin with a command such as -A or -a";
}

/**
 * The table that rules describe when they are carried out on an empty one.
 * @returns also every line that cannot be part of it: `table` is without them.
 */
export function tableOfRules(rules: readonly Rule[]): { table: ServiceState[]; faults: RuleFault[] } {
  const changes: Change[] = [];
  const lines: number[] = [];
  const faults: RuleFault[] = [];
  for (const { line, request } of rules) {
    if ("fault" in request) faults.push({ line, sentence: faultSentence(request) });
    else if (request.do !== "change") faults.push({ line, sentence: "it is no change of a service or a real server" });
    else {
      changes.push(request.change);
      lines.push(line);
    }
  }
  const { table, refusals } = replay([], changes);
  for (const { index, code } of refusals)
    faults.push({ line: lines[index] ?? 0, sentence: refusalText(changes[index]?.do ?? "open", code) });
  return { table, faults: faults.sort((a, b) => a.line - b.line) };
}
