/** The lines of -R that failed: what is said of each, and the exit status that they make. */

import { refusalText } from "../ipvs/errors.ts";
import type { Change, ChangeResult } from "../ipvs/model.ts";
import type { Environment, ExitStatus, Output } from "../ports/environment.ts";
import type { Progress } from "./progress.ts";

/** Of a line that has no command, and of one that the kernel refuses: the -1 of ipvsadm. */
export const refusedStatus = 255;

export class FailedLines {
  readonly #stderr: Output;
  readonly #progress: Progress;
  #sentences: { readonly line: number; readonly sentence: string }[] = [];
  /** That of the last line that failed; 0 where none did. */
  status: ExitStatus = 0;

  constructor(stderr: Output, progress: Progress) {
    this.#stderr = stderr;
    this.#progress = progress;
  }

  /** Says it with the next flush, in the order of the lines: thousands of them are one write. */
  note(line: number, sentence: string, status: ExitStatus): void {
    this.#sentences.push({ line, sentence });
    this.status = status;
  }

  /** Says it now. */
  report(line: number, sentence: string, status: ExitStatus): void {
    this.note(line, sentence, status);
    this.flush();
  }

  /** For a line that has spoken for itself. */
  count(status: ExitStatus): void {
    this.status = status;
  }

  flush(): void {
    if (this.#sentences.length === 0) return;
    const inOrder = this.#sentences.sort((one, other) => one.line - other.line);
    this.#progress.clear();
    this.#stderr.write(inOrder.map(({ line, sentence }) => `line ${line}: ${sentence}\n`).join(""));
    this.#sentences = [];
  }
}

/** Codes of answers that never came: nobody can say whether the change was made. */
const unknownOutcomes: ReadonlySet<string> = new Set(["ENOBUFS", "ETIMEDOUT", "EBADMSG"]);

/** @returns what the kernel said against a change; undefined where it made it. */
export function refusalSentence(change: Change, result: ChangeResult | undefined): string | undefined {
  if (result === undefined) throw new TypeError("the table did not answer every change");
  if (result.ok) return undefined;
  if (!unknownOutcomes.has(result.code)) return refusalText(change.do, result.code);
  return `${result.reason}, so it may have been carried out or not: look at the table`;
}

/** The same surroundings, with the line's number before each message; its own output is the command's. */
export function lineEnvironment(environment: Environment, line: number): Environment {
  const { stderr } = environment;
  const write = (text: string) => stderr.write(text.replace(/^(?=.)/gm, `line ${line}: `));
  return { ...environment, stderr: { write, isTerminal: false } };
}
