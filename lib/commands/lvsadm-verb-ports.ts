/** What lvsadm's verbs need of the machine. */

import type { IpvsTable } from "../ports/ipvs-table.ts";
import type { Names } from "../ports/names.ts";

export interface VerbPorts {
  /** @throws SystemError with code ENOPROTOOPT where the kernel has no IPVS. */
  openTable(): Promise<IpvsTable>;
  readonly names: Names;
}
