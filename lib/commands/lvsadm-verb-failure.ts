/** Failures of lvsadm's verbs, with what `--json` says of them beyond the sentence. */

import { printable } from "../diag/display.ts";
import { CommandFailure, SystemError } from "../diag/errors.ts";
import type { Json } from "../diag/json.ts";
import { Exit } from "./run.ts";

export class VerbFailure extends CommandFailure {
  /** Fields of the JSON object `error` beside `message`. */
  readonly details: Readonly<Record<string, Json>>;

  constructor(
    sentence: string,
    status: number,
    details: Readonly<Record<string, Json>> = {},
    options?: { cause?: unknown },
  ) {
    super(sentence, status, options);
    this.details = details;
  }
}

/** @returns the sentence, and of what the system refused which operation on what, with its symbolic errno. */
export function errorRecord(failure: Error): Readonly<Record<string, Json>> {
  const { message } = failure;
  const cause = failure instanceof CommandFailure ? failure.cause : failure;
  const system =
    cause instanceof SystemError ? { operation: cause.operation, target: cause.target, code: cause.code } : {};
  return { message, ...system, ...(failure instanceof VerbFailure ? failure.details : {}) };
}

/** A file's text under the name that messages call it by. */
export interface NamedText {
  readonly name: string;
  readonly text: string;
}

/** @param faults of the file, which have been shown. */
export function faulty(name: string, faults: readonly { readonly [field: string]: string | number }[]): VerbFailure {
  const count = faults.length === 1 ? "1 fault" : `${faults.length} faults`;
  return new VerbFailure(`nothing was done: ${count} in ${printable(name)}`, Exit.usage, { faults });
}
