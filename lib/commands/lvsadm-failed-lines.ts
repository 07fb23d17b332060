/** The lines of -R that failed: what is said of each, to people and to whoever else listens, and the exit status that they make. */

import { refusalText } from "../ipvs/errors.ts";
import type { Change, ChangeResult } from "../ipvs/model.ts";
import type { Environment, ExitStatus, Output } from "../ports/environment.ts";
import type { WordsFault } from "./lvsadm-request.ts";
import { faultSentence } from "./lvsadm-rules.ts";
import type { Progress } from "./progress.ts";

/** Of a line that has no command, and of one that the kernel refuses: the -1 of ipvsadm. */
export const refusedStatus = 255;

export interface LineFailure {
  /** Of the text, from 1. */
  readonly line: number;
  /** Without a full stop. */
  readonly sentence: string;
  /** That the line would have by itself. */
  readonly status: ExitStatus;
  /** The errno's name, where the system refused. */
  readonly code?: string | undefined;
}

export class FailedLines {
  readonly #stderr: Output;
  readonly #progress: Progress;
  readonly #hear: (failure: LineFailure) => void;
  #unsaid: LineFailure[] = [];
  /** That of the last line that failed; 0 where none did. */
  status: ExitStatus = 0;

  /** @param hear told of each failure, in the order of the lines that are said together. */
  constructor(stderr: Output, progress: Progress, hear: (failure: LineFailure) => void = () => {}) {
    this.#stderr = stderr;
    this.#progress = progress;
    this.#hear = hear;
  }

  /** Says it with the next flush, in the order of the lines: thousands of them are one write. */
  note(failure: LineFailure): void {
    this.#unsaid.push(failure);
    this.status = failure.status;
  }

  /** For a line that has spoken to people for itself. */
  count(failure: LineFailure): void {
    this.status = failure.status;
    this.#hear(failure);
  }

  /** @param more what people are told after each sentence. */
  flush(more = ""): void {
    if (this.#unsaid.length === 0) return;
    const inOrder = this.#unsaid.sort((one, other) => one.line - other.line);
    this.#progress.clear();
    this.#stderr.write(inOrder.map(({ line, sentence }) => `line ${line}: ${sentence}${more}\n`).join(""));
    this.#unsaid = [];
    for (const failure of inOrder) this.#hear(failure);
  }
}

/** Codes of answers that never came: nobody can say whether the change was made. */
const unknownOutcomes: ReadonlySet<string> = new Set(["ENOBUFS", "ETIMEDOUT", "EBADMSG"]);

/** @returns what the kernel said against a line's change; undefined where it made it. */
export function refusalOf(line: number, change: Change, result: ChangeResult | undefined): LineFailure | undefined {
  if (result === undefined) throw new TypeError("the table did not answer every change");
  if (result.ok) return undefined;
  const { code, reason } = result;
  const sentence = unknownOutcomes.has(code)
    ? `${reason}, so it may have been carried out or not: look at the table`
    : refusalText(change.do, code);
  return { line, sentence, status: refusedStatus, code };
}

/** @returns what is wrong with a line's words. */
export function faultOfLine(line: number, fault: WordsFault): LineFailure {
  return { line, sentence: faultSentence(fault), status: fault.fault === "words" ? fault.status : refusedStatus };
}

/**
 * The same surroundings, with the line's number before each message; its own output is the command's.
 * @param hear told of each message without that.
 */
export function lineEnvironment(environment: Environment, line: number, hear: (text: string) => void): Environment {
  const { stderr } = environment;
  const write = (text: string) => {
    hear(text);
    stderr.write(text.replace(/^(?=.)/gm, `line ${line}: `));
  };
  return { ...environment, stderr: { write, isTerminal: false } };
}
