/** A line that begins with `~SEQ(...)`, `~SEQx(...)` or `~LST(...)` → the loop, where it is written and what it repeats. */

import type { Span } from "../../diag/source.ts";
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
const unclosed: LoopFault = { fault: "this loop has no closing parenthesis", expected: "a ) on the same line" };

/**
 * @param expand replaces definitions among a sequence's numbers
 * @returns undefined where the line does not begin with a loop.
 */
export function readLoopCall(line: MadeText, expand: (args: MadeText) => MadeText | undefined): LoopCall | undefined {
  const match = head.exec(line.text);
  if (match === null) return undefined;
  const [whole, opening = "", kind = ""] = match;
  const close = line.text.indexOf(")", whole.length);
  const comment = commentStart(line.text);
  const end = close < 0 || close > comment ? comment : close + 1;
  const call = line.span(whole.length - opening.length, end);
  const loop = close === end - 1 ? readLoop(kind, line.slice(whole.length, close), expand) : unclosed;
  const blanks = /^[ \t]*/.exec(line.text.slice(end))?.[0].length ?? 0;
  return { call, loop, rest: line.slice(end + blanks).within(call) };
}

function readLoop(kind: string, args: MadeText, expand: (args: MadeText) => MadeText | undefined) {
  if (kind === "LST") return readList(args.text);
  if (args.text === "") return readSequence("", false);
  const expanded = expand(args);
  return expanded && readSequence(expanded.text, kind === "SEQx");
}
