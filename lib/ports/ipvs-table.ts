/** The kernel's IPVS table as its users need it. Implemented over generic netlink, and by a fake for tests. */

import type { Connection } from "../ipvs/connection.ts";
import type { Action, SyncDaemon, Timeouts } from "../ipvs/control.ts";
import type { ChangeResult, Destination, IpvsInfo, Service, ServiceKey } from "../ipvs/model.ts";

export interface IpvsTable {
  /** Version and connection table size. */
  info(): Promise<IpvsInfo>;
  /** Every service of this network namespace, in the kernel's order. */
  services(): Promise<Service[]>;
  /** @returns undefined where there is no such service. */
  service(key: ServiceKey): Promise<Service | undefined>;
  /**
   * A service's destinations, in the kernel's order; empty for an unknown service.
   * @param wanted where their counters may be left at 0, which halves the work of reading a large table.
   */
  destinations(key: ServiceKey, wanted?: "without counters"): Promise<Destination[]>;
  timeouts(): Promise<Timeouts>;
  /** The synchronisation daemons that run: the master first, none, one or both. */
  daemons(): Promise<SyncDaemon[]>;
  /** Read while they are taken, in the kernel's order. @throws SystemError from the iteration. */
  connections(): Iterable<Connection>;
  /** Carries out in order, in as few system calls as possible; one refusal does not stop the rest. One result per action. */
  apply(actions: readonly Action[]): Promise<ChangeResult[]>;
  close(): void;
}
