/**
 * lvsadm -R: carries out rules as they are read. Changes go to the kernel many at a time, in the order of their lines, and one
 * that is refused does not stop those after it; whatever else a line asks for waits until the changes before it are made.
 */

import type { Change } from "../ipvs/model.ts";
import type { Environment, ExitStatus } from "../ports/environment.ts";
import type { IpvsTable } from "../ports/ipvs-table.ts";
import {
  FailedLines,
  faultOfLine,
  type LineFailure,
  lineEnvironment,
  refusalOf,
  refusedStatus,
} from "./lvsadm-failed-lines.ts";
import type { RestoreMode, RestoreRequest } from "./lvsadm-request.ts";
import type { OtherRequest, Restored, RestoreParts } from "./lvsadm-restore-parts.ts";
import { RuleReader } from "./lvsadm-rule-reader.ts";
import type { Rule } from "./lvsadm-rules.ts";
import { Progress } from "./progress.ts";

export { RuleReader };

/** @returns 0, or the status that the last line that failed would have had by itself. @throws SystemError, CommandFailure */
export async function restore(
  { mode, json }: RestoreRequest,
  table: IpvsTable,
  environment: Environment,
  parts: RestoreParts,
): Promise<ExitStatus> {
  if (!json) return (await carryOutAll(mode, table, environment, parts)).status;
  const { restoreInJson } = await import("./lvsadm-restore-json.ts");
  return restoreInJson(environment, parts, (heard, hear) => carryOutAll(mode, table, environment, heard, hear));
}

async function carryOutAll(
  mode: RestoreMode,
  table: IpvsTable,
  environment: Environment,
  parts: RestoreParts,
  hear?: (failure: LineFailure) => void,
): Promise<Restored> {
  const progress = new Progress(environment.stderr);
  const failed = new FailedLines(environment.stderr, progress, hear);
  try {
    if (mode === "atomic") {
      const { restoreAtomically } = await import("./lvsadm-restore-atomic.ts");
      return await restoreAtomically(table, environment, parts, failed, progress);
    }
    const restoration = new Restoration(mode, table, environment, parts, failed, progress);
    for (let rules = await parts.rules.next(); rules !== undefined; rules = await parts.rules.next()) {
      if (rules.length >= manyRules) parts.bulkWork.begins();
      if ((await restoration.carryOut(rules)) === "stop") return restoration.restored("stopped");
      progress.show(parts.rules.part, `${parts.rules.lines} lines`);
    }
    return restoration.restored("all read");
  } finally {
    progress.clear();
  }
}

const stoppedHere = " (stopped here)";

/** Of one read from which on there are probably thousands. */
const manyRules = 500;

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
  #carriedOut = 0;

  constructor(
    mode: RestoreMode,
    table: IpvsTable,
    environment: Environment,
    parts: RestoreParts,
    failed: FailedLines,
    progress: Progress,
  ) {
    this.#mode = mode;
    this.#table = table;
    this.#environment = environment;
    this.#parts = parts;
    this.#failed = failed;
    this.#progress = progress;
  }

  restored(end: "stopped" | "all read"): Restored {
    return { status: this.#failed.status, carriedOut: this.#carriedOut, stopped: end === "stopped" };
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
    if ("fault" in request) return this.#wrong(faultOfLine(line, request));
    if (request.do === "change") return "go on";
    if (request.do === "restore")
      return this.#wrong({ line, sentence: "-R does not stand within -R", status: refusedStatus });
    this.#progress.clear();
    return this.#other(line, request);
  }

  async #other(line: number, request: OtherRequest): Promise<Next> {
    let said = "";
    let code: string | undefined;
    const status = await this.#parts.other(request, {
      line,
      environment: lineEnvironment(this.#environment, line, (text) => {
        said += text;
      }),
      refused: (refusal) => {
        code = refusal;
      },
    });
    if (status === 0) {
      this.#carriedOut++;
      return "go on";
    }
    this.#failed.count({ line, sentence: said.trim(), status, code });
    return this.#mode === "stop-on-error" ? "stop" : "go on";
  }

  #wrong(failure: LineFailure): Next {
    const goOn = this.#mode === "keep-going" && !this.#parts.rules.gaveUp;
    this.#failed.note(failure);
    this.#failed.flush(goOn ? "" : stoppedHere);
    return goOn ? "go on" : "stop";
  }

  /** Asks the kernel for the changes that wait. */
  async #apply(): Promise<Next> {
    const [changes, lines] = [this.#changes, this.#lines];
    if (changes.length === 0) return "go on";
    this.#changes = [];
    this.#lines = [];
    const results = await this.#table.apply(changes);
    let refusals = 0;
    changes.forEach((change, i) => {
      const refusal = refusalOf(lines[i] ?? 0, change, results[i]);
      if (refusal === undefined) return;
      this.#failed.note(refusal);
      refusals++;
    });
    this.#carriedOut += changes.length - refusals;
    const stop = refusals > 0 && this.#mode === "stop-on-error";
    this.#failed.flush(stop ? stoppedHere : "");
    return stop ? "stop" : "go on";
  }
}
