/** What an lvsadm verb is, and what verbs need of the machine. */

import type { Clock } from "../ports/clock.ts";
import type { Files } from "../ports/files.ts";
import type { ReadFirewall } from "../ports/firewall.ts";
import type { HostState } from "../ports/host-state.ts";
import type { IpvsTable } from "../ports/ipvs-table.ts";
import type { Links } from "../ports/links.ts";
import type { Names } from "../ports/names.ts";
import type { Neighbourhood, ProbeArp } from "../ports/neighbourhood.ts";
import type { Signals } from "../ports/signals.ts";
import type { Sysctls } from "../ports/sysctls.ts";
import type { LockTable } from "../ports/table-lock.ts";
import type { Terminal } from "../ports/terminal.ts";
import type { OptionRow } from "./option-row.ts";
import type { CommandSpec } from "./run.ts";

export interface VerbPorts {
  /** @throws SystemError with code ENOPROTOOPT where the kernel has no IPVS. */
  openTable(): Promise<IpvsTable>;
  readonly names: Names;
  readonly files: Files;
  readonly clock: Clock;
  readonly signals: Signals;
  readonly lockTable: LockTable;
  /** Where the weights of drained real servers of this network namespace are kept until the next boot. @throws SystemError */
  rememberedPath(): string;
  /** Opened only by what looks beyond the table. */
  openLinks(): Links & Neighbourhood;
  /** Tables of this package's commands with the ordinary grammar, and of lvsadm's verbs, by name. */
  optionsOf(command: string): Promise<readonly OptionRow[]>;
  /** @returns undefined where this process has no terminal to itself. */
  openTerminal(): Terminal | undefined;
  readonly sysctls: Sysctls;
  readonly host: HostState;
  readonly readFirewall: ReadFirewall;
  readonly probeArp: ProbeArp;
}

/** A verb's own name is the word alone; its `--json` also turns a failure into one JSON object on standard output. */
export type VerbSpec = CommandSpec<VerbPorts>;
