/** What restoring rules takes, and what comes of it, for each of its ways and for how it is told. Types only. */

import type { BulkWork } from "../ports/bulk-work.ts";
import type { Environment, ExitStatus } from "../ports/environment.ts";
import type { LockPorts } from "./lvsadm-lock.ts";
import type { LvsadmRequest } from "./lvsadm-request.ts";
import type { RuleReader } from "./lvsadm-rule-reader.ts";

/** What a line asks for that is no change, such as a listing. */
export type OtherRequest = Exclude<LvsadmRequest, { do: "change" | "restore" }>;

export interface RestoreParts {
  readonly rules: RuleReader;
  /** For --atomic. */
  readonly lock: LockPorts;
  readonly bulkWork: BulkWork;
  /** Carries it out, as if it stood on a command line of its own. */
  other(request: OtherRequest, surroundings: LineSurroundings): Promise<ExitStatus>;
}

export interface LineSurroundings {
  readonly line: number;
  readonly environment: Environment;
  /** Told of the errno's name where the system refused. */
  refused(code: string): void;
}

/** What came of the lines. */
export interface Restored {
  /** 0, or that which the last line that failed would have had by itself. */
  readonly status: ExitStatus;
  /** How many lines the table is changed by. */
  readonly carriedOut: number;
  /** Lines may be left that nobody looked at. */
  readonly stopped: boolean;
  /** How the table is after --atomic failed. */
  readonly outcome?: string;
}
