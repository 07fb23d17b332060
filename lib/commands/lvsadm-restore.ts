/**
 * lvsadm -R: carries out rules as they are read. Changes go to the kernel many at a time, in the order of their lines, and one
 * that is refused does not stop those after it; whatever else a line asks for waits until the changes before it are made.
 */

import type { Change } from "../ipvs/model.ts";
import type { Environment, ExitStatus } from "../ports/environment.ts";
import type { IpvsTable } from "../ports/ipvs-table.ts";
import { FailedLines, lineEnvironment, refusalSentence, refusedStatus } from "./lvsadm-failed-lines.ts";
import type { LvsadmRequest, RestoreMode } from "./lvsadm-request.ts";
import { RuleReader } from "./lvsadm-rule-reader.ts";
import { faultSentence, type Rule } from "./lvsadm-rules.ts";
import { Progress } from "./progress.ts";

export { RuleReader };

/** What a line asks for that is no change, such as a listing. */
export type OtherRequest = Exclude<LvsadmRequest, { do: "change" | "restore" }>;

export interface RestoreParts {
  readonly rules: RuleReader;
  /** Carries it out, as if it stood on a command line of its own. */
  other(request: OtherRequest, environment: Environment): Promise<ExitStatus>;
}

/** @returns 0, or the status that the last line that failed would have had by itself. */
export async function restore(
  mode: RestoreMode,
  table: IpvsTable,
  environment: Environment,
  parts: RestoreParts,
): Promise<ExitStatus> {
  const progress = new Progress(environment.stderr);
  try {
    if (mode === "atomic") {
      const { restoreAtomically } = await import("./lvsadm-restore-atomic.ts");
      return await restoreAtomically(table, environment, parts.rules, progress);
    }
    const restoration = new Restoration(mode, table, environment, parts, progress);
    for (let rules = await parts.rules.next(); rules !== undefined; rules = await parts.rules.next()) {
      if ((await restoration.carryOut(rules)) === "stop") break;
      progress.show(parts.rules.part, `${parts.rules.lines} lines`);
    }
    return restoration.status;
  } finally {
    progress.clear();
  }
}

type Next = "go on" | "stop";

class Restoration {
  readonly #mode: RestoreMode;
  readonly #table: IpvsTable;
  readonly #environment: Environment;
  readonly #parts: RestoreParts;
  readonly #progress: Progress;
  readonly #failed: FailedLines;
  /** Changes that the kernel has not been asked for yet, and their lines. */
  #changes: Change[] = [];
  #lines: number[] = [];

  constructor(mode: RestoreMode, table: IpvsTable, environment: Environment, parts: RestoreParts, progress: Progress) {
    this.#mode = mode;
    this.#table = table;
    this.#environment = environment;
    this.#parts = parts;
    this.#progress = progress;
    this.#failed = new FailedLines(environment.stderr, progress);
  }

  get status(): ExitStatus {
    return this.#failed.status;
  }

  async carryOut(rules: readonly Rule[]): Promise<Next> {
    for (const rule of rules) {
      const { line, request } = rule;
      if ("do" in request && request.do === "change") {
        this.#changes.push(request.change);
        this.#lines.push(line);
        if (this.#mode !== "stop-on-error") continue;
      }
      if ((await this.#apply()) === "stop" || (await this.#single(rule)) === "stop") return "stop";
    }
    return this.#apply();
  }

  /** What is no change. */
  async #single({ line, request }: Rule): Promise<Next> {
    if ("fault" in request)
      return this.#wrong(line, faultSentence(request), request.fault === "words" ? request.status : refusedStatus);
    if (request.do === "change") return "go on";
    if (request.do === "restore") return this.#wrong(line, "-R does not stand within -R", refusedStatus);
    this.#progress.clear();
    const status = await this.#parts.other(request, lineEnvironment(this.#environment, line));
    if (status === 0) return "go on";
    this.#failed.count(status);
    return this.#mode === "stop-on-error" ? "stop" : "go on";
  }

  #wrong(line: number, sentence: string, status: ExitStatus): Next {
    const goOn = this.#mode === "keep-going";
    this.#failed.report(line, goOn ? sentence : `${sentence} (stopped here)`, status);
    return goOn ? "go on" : "stop";
  }

  /** Asks the kernel for the changes that wait. */
  async #apply(): Promise<Next> {
    const [changes, lines] = [this.#changes, this.#lines];
    if (changes.length === 0) return "go on";
    this.#changes = [];
    this.#lines = [];
    const results = await this.#table.apply(changes);
    const stop = this.#mode === "stop-on-error" ? " (stopped here)" : "";
    let next: Next = "go on";
    changes.forEach((change, i) => {
      const sentence = refusalSentence(change, results[i]);
      if (sentence === undefined) return;
      this.#failed.note(lines[i] ?? 0, `${sentence}${stop}`, refusedStatus);
      if (stop !== "") next = "stop";
    });
    this.#failed.flush();
    return next;
  }
}
