/** What lvsadm's verbs need of the machine. */

import type { Clock } from "../ports/clock.ts";
import type { Files } from "../ports/files.ts";
import type { IpvsTable } from "../ports/ipvs-table.ts";
import type { Names } from "../ports/names.ts";
import type { Signals } from "../ports/signals.ts";
import type { LockTable } from "../ports/table-lock.ts";

export interface VerbPorts {
  /** @throws SystemError with code ENOPROTOOPT where the kernel has no IPVS. */
  openTable(): Promise<IpvsTable>;
  readonly names: Names;
  readonly files: Files;
  readonly clock: Clock;
  readonly signals: Signals;
  readonly lockTable: LockTable;
}
