/** A line that begins with `~SEQ(...)`, `~SEQx(...)` or `~LST(...)` → the loop, where it is written and what it repeats. */

import type { Span } from "../../diag/source.ts";
import type { Report } from "../report.ts";
import { commentStart } from "./comment.ts";
import { type Loop, type LoopFault, readList, readSequence } from "./loops.ts";
import type { MadeText } from "./made-text.ts";

export interface LoopCall {
  readonly call: Span;
  /** Undefined: its values cannot be expanded, which is reported. */
  readonly loop: Loop | LoopFault | undefined;
  /** What is repeated; empty where nothing follows. */
  readonly rest: MadeText;
}

const head = /^[ \t]*(~(SEQx?|LST)\()/;
const mistaken: LoopFault = {
  fault: "this is not written as a loop",
  expected: "~SEQ(NAME, ...) or ~LST(NAME, ...), without a blank before the parenthesis",
};
const unclosed: LoopFault = { fault: "this loop has no closing parenthesis", expected: "a ) on the same line" };

/**
 * @param expand replaces definitions among a sequence's numbers
 * @returns undefined where the line does not begin with a loop.
 */
export function readLoopCall(line: MadeText, expand: (args: MadeText) => MadeText | undefined): LoopCall | undefined {
  const match = head.exec(line.text);
  if (match === null) return readMistaken(line);
  const [whole, opening = "", kind = ""] = match;
  const close = line.text.indexOf(")", whole.length);
  const comment = commentStart(line.text);
  const end = close < 0 || close > comment ? comment : close + 1;
  const call = line.span(whole.length - opening.length, end);
  const loop = close === end - 1 ? readLoop(kind, line.slice(whole.length, close), expand) : unclosed;
  const blanks = /^[ \t]*/.exec(line.text.slice(end))?.[0].length ?? 0;
  return { call, loop, rest: line.slice(end + blanks).within(call) };
}

/** Nothing else of the language begins with `~`. */
export function beginsLoop({ text }: MadeText): boolean {
  return /^\s*~/.test(text);
}

function readMistaken(line: MadeText): LoopCall | undefined {
  if (!beginsLoop(line)) return undefined;
  const start = line.text.indexOf("~");
  const end = /^~\w*[ \t]*(?:\([^)#!]*\)?)?/.exec(line.text.slice(start))?.[0].trimEnd().length ?? 1;
  return { call: line.span(start, start + end), loop: mistaken, rest: line.slice(0, 0) };
}

/** True where a block begins on the line and does not end there; `${NAME}` and quoted braces open none. */
export function opensBlock({ text }: MadeText): boolean {
  const braces = text.slice(0, commentStart(text)).replace(/"[^"]*"|\$\{[^{}]*\}/g, "");
  return braces.split("{").length > braces.split("}").length;
}

/** @param call of a loop whose line {@link opensBlock} */
export function tellOpensBlock(call: Span, report: Report): void {
  report.error("LK0040", call, "a loop repeats its line alone, not the block that begins there; it is run once", {
    hint: "put the block into a definition of several lines, and write its $NAME after the loop",
  });
}

function readLoop(kind: string, args: MadeText, expand: (args: MadeText) => MadeText | undefined) {
  if (kind === "LST") return readList(args.text);
  if (args.text === "") return readSequence("", false);
  const expanded = expand(args);
  return expanded && readSequence(expanded.text, kind === "SEQx");
}
