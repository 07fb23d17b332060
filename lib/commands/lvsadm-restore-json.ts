/**
 * What `-R --json` prints: one object with how many lines there were and were carried out, each that failed, and what listings
 * among them printed. Loaded only then.
 */

import { CommandFailure } from "../diag/errors.ts";
import { type Json, jsonText } from "../diag/json.ts";
import type { Environment, ExitStatus } from "../ports/environment.ts";
import type { LineFailure } from "./lvsadm-failed-lines.ts";
import type { Restored, RestoreParts } from "./lvsadm-restore-parts.ts";
import { errorRecord } from "./lvsadm-verb-failure.ts";
import { Exit } from "./run.ts";

/**
 * @param work restores with these parts and tells of each line that failed while the reader still has its text.
 * @throws what work throws, once that is printed too
 */
export async function restoreInJson(
  { stdout }: Environment,
  parts: RestoreParts,
  work: (parts: RestoreParts, hear: (failure: LineFailure) => void) => Promise<Restored>,
): Promise<ExitStatus> {
  const { rules } = parts;
  const failed: Json[] = [];
  const printed: Json[] = [];
  const heard: RestoreParts = {
    ...parts,
    other: async (request, surroundings) => {
      const { environment, line } = surroundings;
      let output = "";
      const write = (text: string) => {
        output += text;
      };
      const own = { ...environment, stdout: { write, isTerminal: false } };
      const status = await parts.other(request, { ...surroundings, environment: own });
      if (output !== "") printed.push({ line, text: rules.textOf(line), output });
      return status;
    },
  };
  const hear = ({ line, sentence, status, code }: LineFailure) => {
    failed.push({ line, text: rules.textOf(line), code, reason: sentence, status });
  };
  const print = (result: { readonly [name: string]: Json }, rest: { readonly [name: string]: Json | undefined }) =>
    stdout.write(`${jsonText({ ...result, lines: rules.lines, ...rest, failed, printed })}\n`);
  try {
    const restored = await work(heard, hear);
    const { status, carriedOut, stopped } = restored;
    print(status === 0 ? { done: true } : { error: errorOf(restored, failed.length) }, { carriedOut, stopped });
    return status;
  } catch (failure) {
    const status = failure instanceof CommandFailure ? failure.status : Exit.failed;
    if (failure instanceof Error) print({ error: { ...errorRecord(failure), status } }, {});
    throw failure;
  }
}

function errorOf({ status, outcome }: Restored, failed: number): { readonly [name: string]: Json } {
  const count = failed === 1 ? "1 line failed" : `${failed} lines failed`;
  return { message: outcome === undefined ? count : `${count}: ${outcome}`, status };
}
